import Numerics

/// What a script did wrong in a call: names the function and the argument, what was found and what was expected.
struct NativeMistake: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// The arguments of one call, read by position and, in the options table at the end, by name.
struct NativeCall {
    let name: String
    let arguments: [NativeValue]
    private let options: [(key: String?, value: NativeValue)]

    /// - Parameters:
    ///   - positions: how many arguments come before the options.
    ///   - known: the names that the options may have.
    init(_ name: String, _ arguments: [NativeValue], positions: Int, known: [String]) throws(NativeMistake) {
        self.name = name
        self.arguments = arguments
        guard arguments.count <= positions + (known.isEmpty ? 0 : 1) else {
            throw NativeMistake("\(name): \(arguments.count) arguments: expected \(positions)\(known.isEmpty ? "" : " and a table of options")")
        }
        guard arguments.count > positions else {
            options = []
            return
        }
        switch arguments[positions] {
        case .none: options = []
        case .table(let fields):
            options = fields
            for (key, _) in fields {
                guard let key else { throw NativeMistake("\(name): argument \(positions + 1): expected named options such as {\(known[0]) = …}") }
                guard !known.contains(key) else { continue }
                let near = nearestName(to: key, among: known).map { ": did you mean '\($0)'?" } ?? ": there are \(known.joined(separator: ", "))"
                throw NativeMistake("\(name): unknown option '\(key)'\(near)")
            }
        default:
            throw NativeMistake("\(name): argument \(positions + 1) is a \(arguments[positions].kind): expected a table of options")
        }
    }

    func mistake(_ position: Int, _ expected: String) -> NativeMistake {
        let found = position < arguments.count ? arguments[position].kind : "nil"
        return NativeMistake("\(name): argument \(position + 1) is a \(found): expected \(expected)")
    }

    private func mistake(option: String, _ expected: String) -> NativeMistake {
        NativeMistake("\(name): option '\(option)' is a \(self.option(option).kind): expected \(expected)")
    }

    subscript(position: Int) -> NativeValue { position < arguments.count ? arguments[position] : .none }

    func option(_ name: String) -> NativeValue { options.first { $0.key == name }?.value ?? .none }

    // Arguments by position.

    func number(_ position: Int) throws(NativeMistake) -> Double {
        guard case .number(let value) = self[position] else { throw mistake(position, "a number") }
        return value
    }

    func whole(_ position: Int, atLeast least: Int) throws(NativeMistake) -> Int {
        guard case .number(let value) = self[position], value == value.rounded(), value >= Double(least), value < 1e9 else {
            throw mistake(position, "a whole number from \(least) up")
        }
        return Int(value)
    }

    func text(_ position: Int) throws(NativeMistake) -> String {
        guard case .text(let value) = self[position] else { throw mistake(position, "a text") }
        return value
    }

    /// Finite elements; a table of numbers will do.
    func vector(_ position: Int, atLeast least: Int = 1) throws(NativeMistake) -> [Double] {
        try named(position, atLeast: least).values
    }

    func named(_ position: Int, atLeast least: Int = 1) throws(NativeMistake) -> (values: [Double], names: [String]) {
        guard let found = Self.vector(self[position]) else { throw mistake(position, "a vector") }
        guard found.values.count >= least else {
            throw NativeMistake("\(name): argument \(position + 1) has \(found.values.count) elements: expected at least \(least)")
        }
        if let bad = found.values.firstIndex(where: { !$0.isFinite }) {
            throw NativeMistake("\(name): argument \(position + 1), element \(bad + 1) is \(Self.shown(found.values[bad])): expected a finite number")
        }
        return found
    }

    func matrix(_ position: Int) throws(NativeMistake) -> (matrix: Matrix, names: [String]) {
        guard case .matrix(let matrix, let names) = self[position] else { throw mistake(position, "a matrix") }
        if let bad = matrix.elements.firstIndex(where: { !$0.isFinite }) {
            let (row, column) = (bad % matrix.rows, bad / matrix.rows)
            let label = column < names.count ? " ('\(names[column])')" : ""
            throw NativeMistake(
                "\(name): argument \(position + 1), row \(row + 1), column \(column + 1)\(label) is \(Self.shown(matrix.elements[bad])): expected a finite number")
        }
        return (matrix, names)
    }

    /// Results are made outside the script's memory and work inside a call cannot be stopped: both are bounded before it begins.
    static let mostAssets = 2_000

    func requireAssets(_ count: Int) throws(NativeMistake) {
        guard count <= Self.mostAssets else { throw NativeMistake("\(name): \(count) columns: expected at most \(Self.mostAssets) in a script") }
    }

    // Options by name.

    func number(option key: String) throws(NativeMistake) -> Double? {
        switch option(key) {
        case .none: return nil
        case .number(let value):
            guard !value.isNaN else { throw NativeMistake("\(name): option '\(key)' is NaN: expected a number") }
            return value
        default: throw mistake(option: key, "a number")
        }
    }

    func whole(option key: String, atLeast least: Int) throws(NativeMistake) -> Int? {
        guard let value = try number(option: key) else { return nil }
        guard value == value.rounded(), value >= Double(least), value < 1e9 else {
            throw NativeMistake("\(name): option '\(key)' is \(value): expected a whole number from \(least) up")
        }
        return Int(value)
    }

    func flag(option key: String) throws(NativeMistake) -> Bool? {
        switch option(key) {
        case .none: return nil
        case .boolean(let value): return value
        default: throw mistake(option: key, "true or false")
        }
    }

    func text(option key: String) throws(NativeMistake) -> String? {
        switch option(key) {
        case .none: return nil
        case .text(let value): return value
        default: throw mistake(option: key, "a text")
        }
    }

    /// One of the texts.
    func choice(option key: String, _ choices: [String]) throws(NativeMistake) -> String? {
        guard let value = try text(option: key) else { return nil }
        guard choices.contains(value) else {
            throw NativeMistake("\(name): option '\(key)' is '\(value)': expected \(choices.joined(separator: ", "))")
        }
        return value
    }

    /// One number for all of `count`, or one each, by position or by name.
    func each(option key: String, names: [String], count: Int) throws(NativeMistake) -> [Double]? {
        let value = option(key)
        if case .none = value { return nil }
        if case .number(let one) = value, !one.isNaN { return [Double](repeating: one, count: count) }
        if case .table(let fields) = value, fields.contains(where: { $0.key != nil }) {
            return try byName(key, fields, names, count)
        }
        guard let found = Self.vector(value) else { throw mistake(option: key, "a number, or one for each of the \(count) assets") }
        guard found.values.count == count, !found.values.contains(where: \.isNaN) else {
            throw NativeMistake("\(name): option '\(key)' has \(found.values.count) elements: expected \(count) numbers")
        }
        return found.values
    }

    private func byName(_ key: String, _ fields: [(key: String?, value: NativeValue)], _ names: [String], _ count: Int) throws(NativeMistake) -> [Double] {
        var result = [Double?](repeating: nil, count: count)
        var rest: Double?
        for (label, value) in fields {
            guard let label, case .number(let number) = value, !number.isNaN else { throw mistake(option: key, "numbers by name") }
            if label == "default" {
                rest = number
                continue
            }
            guard let index = names.firstIndex(of: label) else { throw unknownAsset(label, in: key, names) }
            result[index] = number
        }
        return try result.enumerated().map { (index, value) throws(NativeMistake) in
            guard let value = value ?? rest else {
                throw NativeMistake("\(name): option '\(key)' has nothing for '\(index < names.count ? names[index] : "\(index + 1)")': add it, or 'default'")
            }
            return value
        }
    }

    func unknownAsset(_ label: String, in key: String, _ names: [String]) -> NativeMistake {
        let near = nearestName(to: label, among: names).map { ": did you mean '\($0)'?" }
        let known = names.isEmpty ? ": the input's columns have no names" : ": there are \(names.prefix(12).joined(separator: ", "))"
        return NativeMistake("\(name): option '\(key)': no asset '\(label)'\(near ?? known)")
    }

    /// A number without the sign that NaN happens to have.
    private static func shown(_ value: Double) -> String { value.isNaN ? "NaN" : "\(value)" }

    private static func vector(_ value: NativeValue) -> (values: [Double], names: [String])? {
        switch value {
        case .vector(let values, let names): return (values, names)
        case .matrix(let matrix, _) where matrix.columns == 1: return (matrix.elements, [])
        case .table(let fields) where fields.allSatisfy({ $0.key == nil }):
            var values: [Double] = []
            for field in fields {
                guard case .number(let number) = field.value else { return nil }
                values.append(number)
            }
            return (values, [])
        default: return nil
        }
    }
}
