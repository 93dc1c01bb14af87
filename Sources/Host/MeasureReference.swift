import Risk

/// Makes the page on measures out of the catalog.
enum MeasureReference {
    static func markdown() -> String {
        var text = """
            # Measures

            Written by `perigee api --measures` from the catalog; do not edit. Returns are simple returns of equity from one bar to the next.
            Annualising takes the periods per year that the data shows (252 on business days, 365 with weekends, 52, 12, 4, 1, or the bars of a day
            times its days); `--periods-per-year` overrides. What is undefined, such as a profit factor without a losing trade, is a dash in tables
            and `null` in JSON, never an invented infinity. A NaN in the input makes every measure that depends on it undefined.

            """
        var group = ""
        for measure in MeasureCatalog.all {
            if measure.group != group {
                group = measure.group
                text += "\n## \(group)\n\n| key | measure | unit | convention |\n|--|--|--|--|\n"
            }
            text += "| `\(measure.id)` | \(measure.title) | \(measure.unit.rawValue) | \(measure.convention) |\n"
        }
        return text
    }
}
