import Kernel
import Market
import Scripting

/// Some instruments of a desk as one market, with the series that scripts have declared over it.
final class MarketView {
    let data: MarketData
    let pool: SeriesPool
    /// Of the desk's instruments, in the view's order.
    let indices: [Int]
    /// Whether the newest step of the desk was one of this view.
    private(set) var hasNewStep = false

    init(_ data: MarketData, indices: [Int]) {
        self.data = data
        self.indices = indices
        pool = SeriesPool(data)
    }

    func append(_ isNew: [Bool]) {
        if indices.count == 1 {
            hasNewStep = isNew[indices[0]]
            guard hasNewStep else { return }
            data.append([0])
        } else {
            let completed = indices.indices.filter { isNew[indices[$0]] }
            hasNewStep = !completed.isEmpty
            guard hasNewStep else { return }
            data.append(completed)
        }
        pool.advance()
    }

    /// The steps of bars that came before the view was made.
    func catchUp() { data.appendHistory() }
}
