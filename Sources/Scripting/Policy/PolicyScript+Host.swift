import CLuaBridge

// The functions that C calls for a policy; see ScriptInstance+Host.swift.

/// It does not keep the policy alive, because the policy owns the script that holds this; the script calls back only while the policy
/// runs it, so the reference is never dangling when it is used.
final class PolicyContext: NativeHost {
    unowned(unsafe) var policy: PolicyScript?
}

private func policy(_ host: UnsafeMutableRawPointer?) -> PolicyScript? {
    guard let host else { return nil }
    return Unmanaged<PolicyContext>.fromOpaque(host).takeUnretainedValue().policy
}

let policyLookup: @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>?, UnsafeMutablePointer<CChar>?, Int) -> Int32 = {
    _, name, hint, capacity in
    if let name { write(PolicyNames.hint(for: String(cString: name)), to: hint, capacity) }
    return Int32(PG_LOOKUP_UNKNOWN)
}

let policyDeclare:
    @convention(c) (
        UnsafeMutableRawPointer?, UnsafePointer<CChar>?, UnsafePointer<pg_value>?, Int32, UnsafeMutablePointer<pg_value>?, Int32,
        UnsafeMutablePointer<CChar>?, Int, Int32
    ) -> Int32 = { host, name, arguments, count, results, _, errorText, errorCapacity, line in
        guard let declarations = policy(host)?.declarations, let results, let arguments else { return -1 }
        do {
            let given = (0..<Int(count)).map { declarations.value(of: arguments[$0]) }
            results[0] = declarations.bridge(try declarations.parameter(given, Int(line)))
            return 1
        } catch {
            write((error as? Declarations.Mistake)?.text ?? "\(error)", to: errorText, errorCapacity)
            return -1
        }
    }

let policyStream:
    @convention(c) (
        UnsafeMutableRawPointer?, Int32, UnsafePointer<Double>?, Int32, UnsafeMutablePointer<Double>?, Int32,
        UnsafeMutablePointer<CChar>?, Int
    ) -> Int32 = { _, _, _, _, _, _, _, _ in -1 }

let policyLog: @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>?, Int, Int32) -> Void = { host, characters, length, line in
    guard let policy = policy(host), let characters else { return }
    let text = String(decoding: UnsafeRawBufferPointer(start: characters, count: length), as: UTF8.self)
    policy.log.append(.init(step: -1, line: Int(line), text: text))
}
