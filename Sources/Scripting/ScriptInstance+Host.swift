import CLuaBridge
import Indicators

// The functions that C calls. They return a status; C raises after they have returned. The context is the one that
// `pg_script_new` was given, retained for as long as the script lives, so unwrapping it cannot fail.

private func instance(_ host: UnsafeMutableRawPointer?) -> ScriptInstance? {
    guard let host else { return nil }
    return Unmanaged<HostContext>.fromOpaque(host).takeUnretainedValue().instance
}

func write(_ text: String, to buffer: UnsafeMutablePointer<CChar>?, _ capacity: Int) {
    guard let buffer, capacity > 0 else { return }
    var length = 0
    for byte in text.utf8.prefix(capacity - 1) {
        buffer[length] = CChar(bitPattern: byte)
        length += 1
    }
    buffer[length] = 0
}

let hostLookup: @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>?, UnsafeMutablePointer<CChar>?, Int) -> Int32 = {
    _, name, hint, capacity in
    guard let name else { return Int32(PG_LOOKUP_UNKNOWN) }
    let text = String(cString: name)
    let kind = Declarations.kind(of: text)
    if capacity > 0, kind == Int32(PG_LOOKUP_UNKNOWN) { write(Declarations.hint(for: text), to: hint, capacity) }
    return kind
}

let hostDeclare:
    @convention(c) (
        UnsafeMutableRawPointer?, UnsafePointer<CChar>?, UnsafePointer<pg_value>?, Int32, UnsafeMutablePointer<pg_value>?, Int32,
        UnsafeMutablePointer<CChar>?, Int, Int32
    ) -> Int32 = { host, name, arguments, count, results, capacity, errorText, errorCapacity, line in
        guard let declarations = instance(host)?.declarations, let name, let results else { return -1 }
        var given: [Declarations.Value] = []
        if let arguments { for index in 0..<Int(count) { given.append(declarations.value(of: arguments[index])) } }
        do {
            let declared = try declarations.declare(String(cString: name), given, line: Int(line))
            for (index, value) in declared.prefix(Int(capacity)).enumerated() { results[index] = declarations.bridge(value) }
            return Int32(min(declared.count, Int(capacity)))
        } catch {
            write((error as? Declarations.Mistake)?.text ?? "\(error)", to: errorText, errorCapacity)
            return -1
        }
    }

let hostStream:
    @convention(c) (
        UnsafeMutableRawPointer?, Int32, UnsafePointer<Double>?, Int32, UnsafeMutablePointer<Double>?, Int32,
        UnsafeMutablePointer<CChar>?, Int
    ) -> Int32 = { host, id, inputs, count, outputs, _, errorText, errorCapacity in
        guard let instance = instance(host), let inputs, let outputs else { return -1 }
        let box = instance.declarations.streams[Int(id)]
        guard Int(count) == box.descriptor.inputs.count else {
            let names = box.descriptor.inputs.map(\.name).joined(separator: ", ")
            write("\(box.descriptor.name):update takes \(box.descriptor.inputs.count) numbers (\(names)), found \(count)", to: errorText, errorCapacity)
            return -1
        }
        box.indicator.update(inputs, outputs)
        return Int32(box.descriptor.outputs.count)
    }

let hostLog: @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>?, Int, Int32) -> Void = { host, characters, length, line in
    guard let instance = instance(host), let characters else { return }
    let bytes = UnsafeBufferPointer(start: UnsafeRawPointer(characters).assumingMemoryBound(to: UInt8.self), count: length)
    instance.log.append(.init(step: instance.currentStep, line: Int(line), text: String(decoding: bytes, as: UTF8.self)))
}

extension Declarations {
    func value(of bridged: pg_value) -> Value {
        switch bridged.kind {
        case PG_NUMBER: .number(bridged.number)
        case PG_INTEGER: .integer(bridged.integer)
        case PG_BOOLEAN: .boolean(bridged.number != 0)
        case PG_TEXT:
            .text(
                String(
                    decoding: UnsafeBufferPointer(
                        start: UnsafeRawPointer(bridged.text).assumingMemoryBound(to: UInt8.self), count: bridged.length),
                    as: UTF8.self))
        case PG_SERIES: .series(handles[Int(bridged.id)])
        case PG_SOURCE: .source(sources[Int(bridged.id)])
        default: .absent
        }
    }

    func bridge(_ value: Value) -> pg_value {
        var result = pg_value()
        switch value {
        case .absent, .text: result.kind = PG_NIL
        case .number(let x):
            result.kind = PG_NUMBER
            result.number = x
        case .integer(let i):
            result.kind = PG_INTEGER
            result.integer = i
        case .boolean(let truth):
            result.kind = PG_BOOLEAN
            result.number = truth ? 1 : 0
        case .series(let id):
            result.kind = PG_SERIES
            result.id = handle(of: id)
        case .source(let key):
            result.kind = PG_SOURCE
            sources.append(key)
            result.id = Int32(sources.count - 1)
        }
        return result
    }
}
