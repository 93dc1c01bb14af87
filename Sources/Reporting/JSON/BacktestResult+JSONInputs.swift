extension BacktestResult {
    func writeInputs(to json: inout JSONWriter) {
        writeScript(to: &json)
        writeData(to: &json)
        json.key("configuration")
        json.object { json in
            for setting in configuration {
                json.key(setting.name)
                json.value(setting.value)
            }
        }
    }

    private func writeScript(to json: inout JSONWriter) {
        json.key("script")
        json.object { json in
            json.key("path")
            json.value(script.path)
            json.key("hash")
            json.value(script.hash)
            json.key("version")
            json.value(script.version)
            json.key("summary")
            json.value(script.summary)
            json.key("params")
            json.object { json in
                for parameter in script.parameters {
                    json.key(parameter.name)
                    json.value(parameter.value)
                }
            }
            json.key("declared")
            json.array { json in
                for parameter in script.parameters { write(parameter, to: &json) }
            }
        }
    }

    private func write(_ parameter: Parameter, to json: inout JSONWriter) {
        json.object(.compact) { json in
            json.key("name")
            json.value(parameter.name)
            json.key("default")
            json.value(parameter.defaultValue)
            json.key("min")
            json.value(parameter.minimum ?? .nan)
            json.key("max")
            json.value(parameter.maximum ?? .nan)
            json.key("summary")
            json.value(parameter.summary)
        }
    }

    private func writeData(to json: inout JSONWriter) {
        json.key("data")
        json.array { json in
            for source in data {
                json.object { json in
                    json.key("path")
                    json.value(source.path)
                    json.key("hash")
                    json.value(source.hash)
                    json.key("symbol")
                    json.value(source.symbol)
                    json.key("bars")
                    json.value(source.bars)
                    json.key("from")
                    json.value(time: source.from)
                    json.key("to")
                    json.value(time: source.to)
                    json.key("notes")
                    json.array { json in
                        for note in source.notes { json.value(note) }
                    }
                }
            }
        }
    }
}
