import Desk
import Journal
import Reporting
import Trading

extension RunHost {
    /// `why ORDER` and `why SEAT#ORDER`: from the journal as far as it is written.
    func why(_ request: ControlRequest) -> ControlReply {
        guard let journal = journal as? DeskJournal else {
            return .refused("the run has no journal: nothing is known of its orders", for: request)
        }
        let word = request.words.dropFirst().first ?? ""
        let parts = word.split(separator: "#").map(String.init)
        guard let number = parts.last.flatMap({ Int64($0) }), number > 0, parts.count <= 2 else {
            return .refused("'\(word)': expected the number of an order, such as 12, or trend#12", exitCode: 2, for: request)
        }
        do {
            try journal.commit()
            let seat = request.options["seat"] ?? (parts.count == 2 ? parts[0] : nil)
            let story = try DeskOrderStory(DeskRun(journal.path), order: OrderID(number), seat: seat)
            return answer(request, text: story.page, json: RunJSON.object { json in story.write(to: &json) })
        } catch {
            return .refused("\(error)", for: request)
        }
    }
}
