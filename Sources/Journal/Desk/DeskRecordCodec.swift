import Desk

/// The bytes of a `DeskRecord`, exact and in one form only, as those of a `Record`:
///
///     version 1 byte · kind 1 byte · event · notices (count, then each) · aborts (count, then each)
///
/// Bars stand in it by value. Texts of scripts do not: a version is its path and hash, and the text is in the journal under the hash.
public enum DeskRecordCodec {
    public static func encode(_ record: DeskRecord) -> [UInt8] {
        var writer = ByteWriter()
        begin(record.event, isOwn: record.isOwn, into: &writer)
        finish(record.notices, record.aborts, into: &writer)
        return writer.bytes
    }

    /// What is known before the event is processed.
    static func begin(_ event: DeskEvent, isOwn: Bool, into writer: inout ByteWriter) {
        writer.removeAll()
        writer.byte(RecordCodec.version)
        writer.byte(RecordKind(event).rawValue)
        writer.content(of: event, isOwn: isOwn)
    }

    /// What came of it.
    static func finish(_ notices: [DeskNotice], _ aborts: [DeskAbort], into writer: inout ByteWriter) {
        writer.notices(notices)
        writer.list(aborts) { $1.abort($0) }
    }

    /// - Parameter text: the text of a hash; without one the version's text is empty.
    /// - Throws: `CodecError` for bytes that are no record of this version.
    public static func decode(_ bytes: UnsafeRawBufferPointer, text: (String) -> String? = { _ in nil }) throws(CodecError) -> DeskRecord {
        var reader = ByteReader(bytes)
        let version = try reader.byte("the version")
        guard version == RecordCodec.version else {
            throw CodecError(offset: 0, message: "record version \(version): this program reads version \(RecordCodec.version)")
        }
        let kind = try reader.code(RecordKind.self, "the kind")
        let (event, isOwn) = try reader.deskEvent(kind, text)
        let notices = try reader.notices(text)
        let aborts = try reader.list("the number of aborts") { reader throws(CodecError) in try reader.abort() }
        guard reader.isAtEnd else { throw reader.error("\(reader.remaining) bytes too many") }
        return DeskRecord(event, isOwn: isOwn, notices: notices, aborts: aborts)
    }

    public static func decode(_ bytes: [UInt8], text: (String) -> String? = { _ in nil }) throws(CodecError) -> DeskRecord {
        let result: Result<DeskRecord, CodecError> = bytes.withUnsafeBytes { raw in
            do throws(CodecError) { return .success(try decode(raw, text: text)) } catch { return .failure(error) }
        }
        return try result.get()
    }
}
