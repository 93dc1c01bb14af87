/// The texts of a journal by their hashes, each read once.
final class TextStore {
    private let database: Database
    private var texts: [String: String] = [:]

    init(_ database: Database) { self.database = database }

    func text(_ hash: String) throws(JournalError) -> String? {
        if let known = texts[hash] { return known }
        let statement = try Statement(database, "SELECT text FROM texts WHERE hash = ?")
        statement.bind(1, hash)
        guard try statement.step() else { return nil }
        let text = statement.text(0)
        texts[hash] = text
        return text
    }
}
