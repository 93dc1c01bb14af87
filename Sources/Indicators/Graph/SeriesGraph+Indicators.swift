extension SeriesGraph {
    /// The outputs of an indicator, in the descriptor's order. They share one evaluation.
    ///
    /// - Parameters:
    ///   - parameters: all of them, in the descriptor's order; defaults are the caller's to fill in.
    ///   - inputs: one series per input, or none, to take the price fields that the descriptor names.
    ///   - key: whose price fields stand in for inputs that are left out.
    public mutating func indicator(
        _ descriptor: IndicatorDescriptor, parameters: [Double], inputs: [SeriesID] = [], of key: SourceKey = .native
    ) throws(GraphError) -> [SeriesID] {
        try checkParameters(descriptor, parameters)
        let given = inputs.isEmpty ? try fallbacks(descriptor, key) : inputs
        guard given.count == descriptor.inputs.count else {
            throw .inputCount(indicator: descriptor.name, expected: descriptor.inputs.map(\.name), found: given.count)
        }
        let (unified, space) = try unify(given)
        let instance = try addInstance(descriptor, parameters, unified, space: space ?? .native)
        return descriptor.outputs.indices.map(instance.output)
    }

    private mutating func fallbacks(_ descriptor: IndicatorDescriptor, _ key: SourceKey) throws(GraphError) -> [SeriesID] {
        var found: [SeriesID] = []
        for input in descriptor.inputs {
            guard let field = input.fallback else {
                throw .inputNeeded(indicator: descriptor.name, input: input.name)
            }
            found.append(try source(SeriesField(field), of: key))
        }
        return found
    }

    private func checkParameters(_ descriptor: IndicatorDescriptor, _ values: [Double]) throws(GraphError) {
        guard values.count == descriptor.parameters.count else {
            let names = descriptor.parameters.map(\.name)
            throw .parameterCount(indicator: descriptor.name, expected: names, found: values.count)
        }
        for (parameter, value) in zip(descriptor.parameters, values) {
            if parameter.isInteger && value.isFinite && value != value.rounded() {
                throw .parameterNotInteger(indicator: descriptor.name, parameter: parameter.name, value: value)
            }
            if !parameter.range.contains(value) {
                throw .parameterRange(
                    indicator: descriptor.name, parameter: parameter.name, value: value, range: parameter.range)
            }
        }
    }
}
