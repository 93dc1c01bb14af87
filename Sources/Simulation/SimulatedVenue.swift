import Market
import Money
import Trading

/// A venue that fills orders against bars: pure, deterministic, with time given by its caller.
///
/// Orders act on bars after the one that decided them. Within a bar prices are walked along `VenueRules.BarPath`; limits fill at
/// their price or better, stops at their trigger or at the first price behind it, and what one order takes of a bar's volume
/// is gone for the next. Everything it does is said in `reports`, which the caller reads and clears.
public final class SimulatedVenue {
    public let rules: VenueRules
    public let instruments: [Instrument]
    public internal(set) var reports: [VenueReport] = []
    /// The venue's own books, without round trips: the host's must agree with them.
    public internal(set) var account: Account
    /// The working orders of the instrument selected last, ascending by id: of several at one price the oldest acts first.
    var working: [WorkingOrder] = []
    /// Those of the others; the place of the selected one is empty.
    private var books: [[WorkingOrder]]
    private var selected = 0
    /// Of all instruments.
    var workingCount = 0
    var requests: [DelayedRequest] = []
    /// By instrument: newest price, volume of the newest bar, and what of it is taken.
    var marks: [Double]
    var volumes: [Double]
    var taken: [Double]
    private var barTimes: [Timestamp]
    var now = Timestamp(nanoseconds: .min)
    var lastAccrual: Timestamp?
    /// The newest id seen: a request for an older one that does not work is for an order that has ended.
    var newestID = OrderID.none
    /// Working orders with a parent or a group.
    var relatives = 0
    /// Orders that filled as they were submitted, whose children come after them.
    var filledOnSubmission: [(id: OrderID, quantity: Quantity)] = []
    let isMargin: Bool

    /// Where bars of several lengths share one time line a bar may have opened before a decision that it completes after. The driver
    /// then says when decisions are made and when the coming bar opened; otherwise every later bar may fill an order.
    public var decisionMoment = Int64.min
    public var openingMoment = Int64.max

    public init(instruments: [Instrument], rules: VenueRules, cash: Amount) {
        self.instruments = instruments
        self.rules = rules
        account = Account(cash: cash, instruments: instruments.count, recordsTrades: false)
        marks = Array(repeating: .nan, count: instruments.count)
        volumes = Array(repeating: 0, count: instruments.count)
        taken = Array(repeating: 0, count: instruments.count)
        books = Array(repeating: [], count: instruments.count)
        barTimes = Array(repeating: now, count: instruments.count)
        if case .margin = rules.account { isMargin = true } else { isMargin = false }
        reports.reserveCapacity(16)
        working.reserveCapacity(16)
    }

    /// Nothing can happen here on the coming bars: the caller may skip them, and then says where they ended with `mark`.
    public var isIdle: Bool { workingCount == 0 && requests.isEmpty && !(isMargin && hasMarginBusiness) }

    /// Moves cash in, or out where negative.
    public func transfer(_ amount: Amount) { account.charge(-amount, countsAsFee: false) }

    public func clearReports() { reports.removeAll(keepingCapacity: true) }

    /// The newest bar, where bars were skipped because the venue was idle. Of a bar that it has walked it remembers what was
    /// taken.
    @inline(__always)
    public func mark(instrument: Int, close: Double, volume: Double, time: Timestamp) {
        marks[instrument] = close
        volumes[instrument] = volume
        if time != barTimes[instrument] {
            barTimes[instrument] = time
            taken[instrument] = 0
        }
        now = time
        lastAccrual = time
        if !filledOnSubmission.isEmpty { filledOnSubmission.removeAll(keepingCapacity: true) }
    }

    /// The bar of one instrument is complete: orders act on it.
    /// - Parameter time: the bar's label. Orders submitted after it do not see the bar.
    public func advance(
        instrument: Int, open: Double, high: Double, low: Double, close: Double, volume: Double, time: Timestamp
    ) {
        now = time
        if isMargin { accrue() }
        if !requests.isEmpty { carryOutRequests() }
        if !filledOnSubmission.isEmpty { filledOnSubmission.removeAll(keepingCapacity: true) }
        volumes[instrument] = volume
        barTimes[instrument] = time
        taken[instrument] = 0
        if hasOrders(instrument) && select(instrument) { walk(instrument, open, high, low, close) }
        marks[instrument] = close
    }

    /// All bars of the time step have been seen: margin is settled.
    public func endStep() {
        if case .margin(let terms) = rules.account { liquidate(terms) }
    }

    /// The data has ended: nothing works on.
    public func end(at time: Timestamp) {
        now = time
        for request in requests { refuse(request.order, request.instrument, .dataEnded) }
        requests.removeAll()
        for index in instruments.indices where hasOrders(index) && select(index) {
            while !working.isEmpty { finish(0, .expired, .dataEnded) }
        }
    }

    @inline(__always)
    func hasOrders(_ instrument: Int) -> Bool { instrument == selected ? !working.isEmpty : !books[instrument].isEmpty }

    /// Makes the orders of one instrument the working ones; false where it has none.
    @discardableResult
    @inline(__always)
    func select(_ instrument: Int) -> Bool {
        if instrument != selected {
            swap(&books[selected], &working)
            swap(&books[instrument], &working)
            selected = instrument
        }
        return !working.isEmpty
    }

    func markOrZero(_ index: Int) -> Double { marks[index].isNaN ? 0 : marks[index] }
}
