import Numerics

extension MeanVariance {
    /// Cardinality and minimum position by branch and bound (Land and Doig 1960; for portfolios Bienstock 1996).
    ///
    /// A node says of each asset that it is out (weight zero), in (long or short of at least the minimum position) or open; its
    /// relaxation lets the open ones be anything between. The node with the best bound is opened next, at its open asset of largest
    /// weight; each relaxation rounded to an allowed choice gives weights to beat. The search ends when no bound is better than the
    /// best weights by 1e-9 relative, or after `searchLimit` relaxations: then the status is `inexact` with the relative gap.
    func search(maximising: Bool = false, _ solve: (MeanVariance) throws -> Solution) throws -> Solution {
        var search = CardinalitySearch(problem: self, sign: maximising ? -1 : 1)
        return try search.run(limit: searchLimit, solve)
    }
}
