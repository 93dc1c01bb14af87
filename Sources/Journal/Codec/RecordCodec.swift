import Kernel
import Market
import Trading

/// The bytes of a record, exact and in one form only: equal records have equal bytes, and bytes that decode encode to themselves.
///
///     version 1 byte · kind 1 byte · content · effects (count, then each)
///
/// Numbers are those of `ByteWriter`. Bytes of a version or kind that this program does not know are refused, never guessed; whether
/// bytes were changed is for the `HashChain` over them to say.
public enum RecordCodec {
    public static let version: UInt8 = 1

    public static func encode(_ record: Record) -> [UInt8] {
        var writer = ByteWriter()
        switch record.content {
        case .event(let event): encode(event, effects: record.effects, into: &writer)
        case .bars(let steps): encode(bars: steps, effects: record.effects, into: &writer)
        case .failure(let failure):
            begin(.failure, &writer)
            writer.text(failure.kind)
            writer.text(failure.message)
            writer.signed(Int64(failure.line))
            finish(record.effects, &writer)
        case .closed(let outcome):
            begin(.closed, &writer)
            writer.byte(outcome.rawValue)
            finish(record.effects, &writer)
        case .script(let change):
            begin(.script, &writer)
            for text in [change.name, change.hash, change.author, change.reason] { writer.text(text) }
            finish(record.effects, &writer)
        case .note(let note):
            begin(.note, &writer)
            writer.text(note.topic)
            writer.unsigned(UInt64(note.fields.count))
            for field in note.fields {
                writer.text(field.name)
                writer.text(field.value)
            }
            finish(record.effects, &writer)
        }
        return writer.bytes
    }

    static func encode(_ event: Event, effects: some Collection<Effect>, into writer: inout ByteWriter) {
        if case .bars(let step) = event { return encode(bars: step..<(step + 1), effects: effects, into: &writer) }
        begin(RecordKind(event), &writer)
        writer.content(of: event)
        finish(effects, &writer)
    }

    static func encode(bars steps: Range<Int>, effects: some Collection<Effect>, into writer: inout ByteWriter) {
        begin(.bars, &writer)
        writer.unsigned(UInt64(steps.lowerBound))
        writer.unsigned(UInt64(steps.count))
        finish(effects, &writer)
    }

    @inline(__always)
    private static func begin(_ kind: RecordKind, _ writer: inout ByteWriter) {
        writer.removeAll()
        writer.byte(version)
        writer.byte(kind.rawValue)
    }

    @inline(__always)
    private static func finish(_ effects: some Collection<Effect>, _ writer: inout ByteWriter) {
        writer.unsigned(UInt64(effects.count))
        for effect in effects { writer.effect(effect) }
    }

    /// - Throws: `CodecError` for bytes that are no record of this version: cut short, altered, too long, or of a newer program.
    @inline(__always)
    public static func decode(_ bytes: UnsafeRawBufferPointer) throws(CodecError) -> Record {
        var reader = ByteReader(bytes)
        let version = try reader.byte("the version")
        guard version == RecordCodec.version else {
            throw CodecError(offset: 0, message: "record version \(version): this program reads version \(RecordCodec.version)")
        }
        let kind = try reader.code(RecordKind.self, "the kind")
        let content = try content(kind, &reader)
        let count = try reader.count("the number of effects")
        var effects: [Effect] = []
        effects.reserveCapacity(min(count, 64))
        for _ in 0..<count { effects.append(try reader.effect()) }
        guard reader.isAtEnd else { throw reader.error("\(reader.remaining) bytes too many") }
        return Record(content, effects: effects)
    }

    public static func decode(_ bytes: [UInt8]) throws(CodecError) -> Record {
        let result: Result<Record, CodecError> = bytes.withUnsafeBytes { raw in
            do throws(CodecError) { return .success(try decode(raw)) } catch { return .failure(error) }
        }
        return try result.get()
    }

    @inline(__always)
    private static func content(_ kind: RecordKind, _ reader: inout ByteReader) throws(CodecError) -> Record.Content {
        switch kind {
        case .bars:
            let first = try reader.unsigned("the first step")
            let count = try reader.unsigned("the number of steps")
            // Steps index arrays, whose rows have 32 bits.
            guard first <= UInt64(Int32.max), (1...UInt64(Int32.max)).contains(count) else {
                throw reader.error("bars of \(count) steps from \(first): expected at least one, within 31 bits")
            }
            return .bars(Int(first)..<Int(first + count))
        case .failure:
            let kind = try reader.text("the kind of failure")
            let message = try reader.text("the message")
            return .failure(ScriptFailure(kind: kind, message: message, line: try reader.int32("the line")))
        case .closed: return .closed(try reader.code(RunOutcome.self, "the outcome"))
        case .script:
            let name = try reader.text("the script's name")
            let hash = try reader.text("the script's hash")
            let author = try reader.text("the author")
            return .script(ScriptChange(name: name, hash: hash, author: author, reason: try reader.text("the reason")))
        case .note: return .note(try note(&reader))
        default: return .event(try reader.event(kind))
        }
    }

    private static func note(_ reader: inout ByteReader) throws(CodecError) -> HostNote {
        let topic = try reader.text("the topic")
        var fields: [Manifest.Setting] = []
        for _ in 0..<(try reader.count("the number of fields")) {
            let name = try reader.text("a field's name")
            fields.append(Manifest.Setting(name: name, value: try reader.text("a field's value")))
        }
        return HostNote(topic: topic, fields: fields)
    }
}
