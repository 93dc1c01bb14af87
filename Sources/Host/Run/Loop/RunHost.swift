import Desk
import Glibc
import Kernel
import Market
import Money
import Scripting
import Store

/// A run: one thread that takes events from a source, sees to files, operators and policies between them, and gives each event to the
/// journal and then to the desk.
///
/// `submit` is the only way into the desk, so that what the journal holds is all that happened.
final class RunHost {
    let configuration: RunConfiguration
    let desk: Desk
    let source: any EventSource
    let journal: (any RunJournal)?
    let book: RunBook
    /// In the order in which they are asked.
    var policies: [PolicySlot] = []
    /// Versions that wait for an operator or for their time, and what each of them may replace.
    var staged: [StagedVersion] = [] { didSet { waitingHasChanged = true } }
    /// Changes of parameters that wait for their time.
    var waitingParameters: [WaitingParameters] = [] { didSet { waitingHasChanged = true } }
    /// Where both are kept for a host that is killed; nil where nothing is kept.
    var waitingFile: WaitingFile?
    var waitingHasChanged = false
    /// Treatments that have been taken over, or could not be, where verdicts are carried out without an operator.
    var attemptedAdoptions: [String] = []
    var links: [any OperatorLink] = []
    var scripts: ScriptWatch?
    /// Called with what happens, as it happens.
    var onRemark: (RunRemark) -> Void = { _ in }
    /// The newest remarks, oldest first.
    private(set) var remarks: [RunRemark] = []
    /// How many there have been.
    private(set) var remarkCount = 0
    private(set) var problems = 0
    /// Events that were refused because they were faulty.
    var faults = 0
    /// Why the run is over; nil while it goes on.
    var outcome: RunOutcome?
    /// The moment of the newest event that came from the source.
    var newestMoment: Int64?
    /// The last moment to process, in nanoseconds.
    var until = Int64.max
    let clock: () -> Double
    var rate = EventRate()
    let meter = StepMeter()

    /// Makes the desk and opens a seat for each strategy.
    /// - Throws: `DataError`, `YAMLError`, `ScriptError` or `CommandError` for what the configuration names and cannot be used.
    init(
        _ configuration: RunConfiguration, source given: (any EventSource)? = nil, journal: (any RunJournal)? = nil,
        clock: @escaping () -> Double = Clock.seconds
    ) throws {
        self.configuration = configuration
        self.journal = journal
        self.clock = clock
        source = try given ?? RunSource.make(configuration)
        guard let desk = Desk(source.feeds, history: configuration.history) else {
            throw CommandError(
                "no address space for the bars of \(source.feeds.count) symbols: name fewer, or allow the process more",
                exitCode: 1)
        }
        desk.meter = meter
        self.desk = desk
        journal?.attach(desk)
        book = RunBook(configuration)
        try checkSymbols()
        try openPolicies()
        try openStrategies()
    }

    var now: Timestamp { desk.now }

    func record(of name: String) -> StrategyRecord? { book.records.first { $0.name == name } }

    /// Notes what happened without being an event.
    func remark(
        _ kind: RunRemark.Kind, _ subject: String, _ text: String, isProblem: Bool = false, version: ScriptVersion? = nil,
        author: String = ""
    ) {
        let remark = RunRemark(
            kind: kind, subject: subject, text: text, isProblem: isProblem, time: desk.now, sequence: desk.sequence,
            version: version,
            author: author)
        if isProblem { problems += 1 }
        remarkCount += 1
        remarks.append(remark)
        if remarks.count > 1_000 { remarks.removeFirst(500) }
        do { try journal?.record(remark) } catch { fail("\(error)") }
        for link in links { link.publish(strategy: subject, text: remark.line, json: remark.json) }
        onRemark(remark)
    }

    /// The journal cannot be written: without it nothing may go on.
    func fail(_ text: String) {
        guard outcome == nil else { return }
        outcome = .failed
        onRemark(
            RunRemark(
                kind: .run, subject: "", text: "the journal cannot be written: \(text): the run ends", isProblem: true,
                time: desk.now, sequence: desk.sequence))
    }
}
