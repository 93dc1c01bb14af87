/// The block function of Philox4x64-10: ten rounds of two 64 × 64 → 128 bit products, keys raised by Weyl constants (Salmon et
/// al. 2011).
enum Philox4x64 {
    static func block(counter: SIMD4<UInt64>, key: (UInt64, UInt64)) -> SIMD4<UInt64> {
        var (c0, c1, c2, c3) = (counter[0], counter[1], counter[2], counter[3])
        var (k0, k1) = key
        for _ in 0..<10 {
            let a = c0.multipliedFullWidth(by: 0xd2e7_470e_e14c_6c93)
            let b = c2.multipliedFullWidth(by: 0xca5a_8263_9512_1157)
            (c0, c1, c2, c3) = (b.high ^ c1 ^ k0, b.low, a.high ^ c3 ^ k1, a.low)
            k0 &+= 0x9e37_79b9_7f4a_7c15
            k1 &+= 0xbb67_ae85_84ca_a73b
        }
        return SIMD4(c0, c1, c2, c3)
    }
}
