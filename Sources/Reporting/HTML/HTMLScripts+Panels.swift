extension HTMLScripts {
    /// What each panel of the figure holds: account, prices with trades and series, exposure.
    static let panels = #"""
        const timesOf = line => report.axes[line.axis];
        const keyOf = (ink, text) => ` \u00a0<span style="color:${ink}">${plain(text)}</span>`;

        function lineOf(line, ink, extra) {
          return Object.assign({ type: "scatter", mode: "lines", name: plain(line.name), x: timesOf(line), y: line.y,
            line: { color: ink, width: 1.4 }, hovertemplate: "%{y:,.2f}" }, extra);
        }

        function accountPanels() {
          const { equity, hold, drawdown } = report.account;
          const money = { title: "Equity, " + plain(report.currency), keys: keyOf(color("accent"), "strategy"), height: 250,
            traces: [lineOf(equity, color("accent"))], canBeLog: true };
          if (hold) {
            money.traces.unshift(lineOf(hold, color("hold")));
            money.keys += keyOf(color("hold"), "buy and hold");
          }
          const fall = { fill: "tozeroy", hovertemplate: "%{y:.2%}" };
          return [money, { title: "Drawdown", height: 130, format: ".0%", traces: [lineOf(drawdown, color("bad"), fall)] }];
        }

        function exposurePanels() {
          const { exposure, sharpe } = report.account, list = [];
          if (exposure) {
            const steps = { fill: "tozeroy", line: { shape: "hv", width: 1, color: color("hold") }, hovertemplate: "%{y:.0%}" };
            list.push({ title: "Exposure", height: 90, format: ".0%", traces: [lineOf(exposure, color("hold"), steps)] });
          }
          if (sharpe) list.push({ title: "Rolling Sharpe ratio, " + report.sharpeWindow + " periods", height: 130,
            traces: [lineOf(sharpe, color("series2"))] });
          return list;
        }

        /// From each entry a dotted line to its exit in the colour of its result, and marks at both.
        function tradeTraces(symbol, most, range) {
          const empty = () => ({ x: [], y: [], t: [] });
          const won = empty(), lost = empty(), marks = { long: empty(), short: empty(), exit: empty() };
          const put = (list, time, price, text) => { list.x.push(time); list.y.push(price); list.t.push(text); };
          let inView = 0;
          for (const t of report.trades) {
            if (t[0] !== symbol) continue;
            if (t[6] >= range[0] && t[4] <= range[1]) inView += 1;
            const path = t[9] < 0 ? lost : won;
            put(path, t[4], t[5]);
            put(path, t[6], t[7]);
            put(path, null, null);
            put(marks[t[2]], t[4], t[5], t[2] + " " + trimmed(t[3]));
            if (t[1] !== "open") put(marks.exit, t[6], t[7], plain(t[11]) + ", profit " + fixed(t[9], 2));
          }
          const isCrowded = inView > 100, size = isCrowded ? Math.min(most, 6) : most;
          const path = (list, ink, name) => ({ type: "scatter", mode: "lines", name, x: list.x, y: list.y, hoverinfo: "skip",
            line: { color: ink, width: 2, dash: "dot" } });
          const mark = (list, name, shape, ink, scale) => ({ type: "scatter", mode: "markers", name, x: list.x, y: list.y,
            text: list.t, hovertemplate: "%{y:,.4~f} %{text}",
            marker: { symbol: shape, size: size * scale, color: ink,
              line: { width: isCrowded ? 0 : 1, color: color("card") } } });
          return [path(won, color("good"), "Won"), path(lost, color("bad"), "Lost"),
            mark(marks.long, "Long", "triangle-up", color("accent"), 1),
            mark(marks.short, "Short", "triangle-down", color("warn"), 1),
            mark(marks.exit, "Exit", "x", color("ink"), 0.7)].filter(trace => trace.x.length);
        }

        /// Bars are drawn instead of the line of closes where they are few enough to be seen.
        function priceTraces(chart, range) {
          const times = timesOf(chart.close), from = lowerBound(times, range[0]), to = lowerBound(times, range[1] + 1);
          if (!chart.open || to - from > 400 || to <= from) return [lineOf(chart.close, color("dim"))];
          const cut = list => list.slice(from, to), stroke = ink => ({ line: { color: ink, width: 1 }, fillcolor: ink });
          return [{ type: "candlestick", name: "Bars", x: cut(times), open: cut(chart.open), high: cut(chart.high),
            low: cut(chart.low), close: cut(chart.close.y),
            increasing: stroke(color("good")), decreasing: stroke(color("bad")) }];
        }

        function pricePanels(chart, range, isNarrow) {
          if (!chart) return [];
          const inks = ["series1", "series2", "series3", "series4"].map(color), own = [];
          const price = { title: plain(chart.symbol), keys: "", height: 300, traces: priceTraces(chart, range), canBeLog: true };
          const isClose = price.traces[0].type === "candlestick";
          chart.series.forEach((line, index) => {
            const ink = inks[index % inks.length], trace = lineOf(line, ink, { hovertemplate: "%{y:,.4~f}" });
            const definition = line.definition && line.definition !== line.name ? " = " + line.definition : "";
            if (line.onPrice) {
              price.traces.push(trace);
              price.keys += keyOf(ink, line.name + (isNarrow ? "" : definition));
            } else {
              own.push({ title: plain(line.name + definition), height: 110, traces: [trace] });
            }
          });
          price.traces.push(...tradeTraces(chart.symbol, isClose ? 13 : 9, range));
          return [price, ...own];
        }

        function lowerBound(times, time) {
          let low = 0, high = times.length;
          while (low < high) {
            const middle = (low + high) >> 1;
            if (times[middle] < time) low = middle + 1; else high = middle;
          }
          return low;
        }

        /// The lowest and highest of a panel's values inside a range of time; null when nothing is there.
        function spanOf(panel, range) {
          let low = Infinity, high = -Infinity;
          const reach = value => {
            if (value === null || value === undefined) return;
            if (value < low) low = value;
            if (value > high) high = value;
          };
          for (const trace of panel.traces) {
            if (trace.hoverinfo === "skip") continue;
            const isSorted = trace.mode !== "markers", lows = trace.low || trace.y, highs = trace.high || trace.y;
            const from = isSorted ? Math.max(0, lowerBound(trace.x, range[0]) - 1) : 0;
            for (let i = from; i < trace.x.length && !(isSorted && trace.x[i] > range[1]); i++) {
              if (!isSorted && (trace.x[i] < range[0] || trace.x[i] > range[1])) continue;
              reach(lows[i]);
              reach(highs[i]);
            }
            if (trace.fill === "tozeroy") reach(0);
          }
          return low > high ? null : [low, high];
        }
        """#
}
