/// The bytes of a manifest: a version byte and the fields in the order of their declaration. Lists are their count and then each item;
/// texts are their length in bytes and UTF-8.
enum ManifestCodec {
    static let version: UInt8 = 1

    static func encode(_ manifest: Manifest) -> [UInt8] {
        var writer = ByteWriter(capacity: 1024)
        writer.byte(version)
        writer.text(manifest.id)
        writer.text(manifest.build)
        writer.unsigned(manifest.seed)
        writer.list(manifest.command) { $1.text($0) }
        for settings in [manifest.settings, manifest.parameters] {
            writer.list(settings) { setting, writer in
                writer.text(setting.name)
                writer.text(setting.value)
            }
        }
        writer.list(manifest.scripts) { script, writer in
            writer.text(script.path)
            writer.text(script.hash)
        }
        writer.list(manifest.files) { file, writer in
            writer.text(file.path)
            writer.text(file.hash)
            writer.text(file.symbol)
            writer.signed(Int64(file.bars))
        }
        return writer.bytes
    }

    static func decode(_ bytes: [UInt8]) throws(CodecError) -> Manifest {
        let result: Result<Manifest, CodecError> = bytes.withUnsafeBytes { raw in
            do throws(CodecError) { return .success(try decode(raw)) } catch { return .failure(error) }
        }
        return try result.get()
    }

    private static func decode(_ bytes: UnsafeRawBufferPointer) throws(CodecError) -> Manifest {
        var reader = ByteReader(bytes)
        let version = try reader.byte("the version")
        guard version == ManifestCodec.version else {
            throw CodecError(offset: 0, message: "manifest version \(version): this program reads version \(ManifestCodec.version)")
        }
        let id = try reader.text("the run id")
        let build = try reader.text("the build")
        let seed = try reader.unsigned("the seed")
        let command = try reader.list("the length of a list") { reader throws(CodecError) in try reader.text("a word of the command") }
        let settings = try reader.list("the length of a list", setting)
        let parameters = try reader.list("the length of a list", setting)
        let scripts = try reader.list("the length of a list") { reader throws(CodecError) in
            let path = try reader.text("a script's path")
            return Manifest.Script(path: path, hash: try reader.text("a script's hash"))
        }
        let files = try reader.list("the length of a list") { reader throws(CodecError) in
            let path = try reader.text("a file's path")
            let hash = try reader.text("a file's hash")
            let symbol = try reader.text("a file's symbol")
            return Manifest.DataFile(path: path, hash: hash, symbol: symbol, bars: Int(try reader.signed("a file's bars")))
        }
        guard reader.isAtEnd else { throw reader.error("\(reader.remaining) bytes too many") }
        return Manifest(
            id: id, build: build, seed: seed, command: command, settings: settings, parameters: parameters, scripts: scripts, files: files)
    }

    private static func setting(_ reader: inout ByteReader) throws(CodecError) -> Manifest.Setting {
        let name = try reader.text("a setting's name")
        return Manifest.Setting(name: name, value: try reader.text("a setting's value"))
    }
}
