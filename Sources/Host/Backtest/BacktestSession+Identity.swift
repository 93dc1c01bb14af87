import Reporting
import Scripting
import Store

extension BacktestSession {
    /// The hash of everything that decides the result: data, script, parameters, configuration, build.
    func runID(build: String) -> String {
        var text = "perigee \(build)\n\(instance.hash)\n"
        for loaded in series { text += "\(loaded.symbol) \(loaded.hash)\n" }
        for parameter in instance.parameters { text += "\(parameter.name)=\(parameter.value)\n" }
        for setting in SettingList(options).settings { text += "\(setting.name)=\(setting.value)\n" }
        if let actionsHash { text += "actions \(actionsHash)\n" }
        text += "memory \(options.limits.memoryBytes)\nbudget \(options.limits.callbackMilliseconds)\n"
        return String(ContentHash.sha256(text).prefix(16))
    }
}
