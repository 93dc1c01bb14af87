extension [Double] {
    /// Sorts ascending numbers of which none is NaN; −0 comes before 0. Many of them by six passes over eleven bits of a key that
    /// ascends with the number, O(n), from the lowest bits on.
    mutating func sortByDigits() {
        let (digit, passes) = (11, 6)
        guard count >= 2_048 else { return sort() }
        let mask = UInt64(1) << digit - 1
        var keys = map { value in
            let bits = value.bitPattern
            return bits ^ (UInt64(bitPattern: Int64(bitPattern: bits) >> 63) | 1 << 63)
        }
        var places = [Int](repeating: 0, count: passes << digit)
        for key in keys { for pass in 0..<passes { places[pass << digit + Int(key >> (pass * digit) & mask)] += 1 } }
        var other = keys
        for pass in 0..<passes {
            let start = pass << digit
            var total = 0
            var isOneDigit = false
            for index in start..<start + 1 << digit {
                let here = places[index]
                isOneDigit = isOneDigit || here == count
                places[index] = total
                total += here
            }
            if isOneDigit { continue }
            keys.withUnsafeBufferPointer { keys in
                other.withUnsafeMutableBufferPointer { other in
                    places.withUnsafeMutableBufferPointer { places in
                        for key in keys {
                            let index = start + Int(key >> (pass * digit) & mask)
                            other[places[index]] = key
                            places[index] += 1
                        }
                    }
                }
            }
            swap(&keys, &other)
        }
        for (index, key) in keys.enumerated() {
            self[index] = Double(bitPattern: key >> 63 == 1 ? key ^ 1 << 63 : ~key)
        }
    }
}
