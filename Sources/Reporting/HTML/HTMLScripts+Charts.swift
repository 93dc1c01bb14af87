extension HTMLScripts {
    /// One Plotly figure of stacked panels over one time axis: what is zoomed in one is zoomed in all, by construction.
    static let charts = #"""
        (function () {
          const place = byID("figure");
          if (!window.Plotly || !place) return;
          const account = report.account, candlesUpTo = 400;
          let chosen = 0, panels = [], busy = false;
          const narrow = () => place.clientWidth < 640;
          const xOf = line => report.axes[line.axis];

          function lineOf(line, ink, extra) {
            return Object.assign({ type: "scatter", mode: "lines", name: plain(line.name), x: xOf(line), y: line.y,
              line: { color: ink, width: 1.4 }, hovertemplate: "%{y:,.2f}" }, extra);
          }
          function accountPanels() {
            const percent = { hovertemplate: "%{y:.2%}" }, list = [];
            const money = { title: "Equity, " + plain(report.currency), height: 250, traces: [lineOf(account.equity, color("accent"))], log: true };
            if (account.hold) money.traces.unshift(lineOf(account.hold, color("hold")));
            list.push(money);
            if (account.drawdown) list.push({ title: "Drawdown", height: 130, format: ".0%",
              traces: [lineOf(account.drawdown, color("bad"), Object.assign({ fill: "tozeroy" }, percent))] });
            return list;
          }
          function lastPanels() {
            const list = [];
            if (account.exposure) list.push({ title: "Exposure", height: 90, format: ".0%",
              traces: [lineOf(account.exposure, color("hold"), { fill: "tozeroy", line: { shape: "hv", width: 1, color: color("hold") },
                hovertemplate: "%{y:.0%}" })] });
            if (account.sharpe) list.push({ title: "Rolling Sharpe ratio, " + report.sharpeWindow + " periods", height: 130,
              traces: [lineOf(account.sharpe, color("series2"))] });
            return list;
          }
          function tradeTraces(symbol) {
            const won = { x: [], y: [] }, lost = { x: [], y: [] }, marks = { long: { x: [], y: [], t: [] }, short: { x: [], y: [], t: [] }, exit: { x: [], y: [], t: [] } };
            for (const t of report.trades) {
              if (t[0] !== symbol) continue;
              const lane = t[9] < 0 ? lost : won;
              lane.x.push(t[4], t[6], null);
              lane.y.push(t[5], t[7], null);
              marks[t[2]].x.push(t[4]);
              marks[t[2]].y.push(t[5]);
              marks[t[2]].t.push(t[2] + " " + trimmed(t[3]));
              if (t[1] === "open") continue;
              marks.exit.x.push(t[6]);
              marks.exit.y.push(t[7]);
              marks.exit.t.push(plain(t[11]) + ", profit " + fixed(t[9], 2));
            }
            const path = (lane, ink, name) => ({ type: "scatter", mode: "lines", name, x: lane.x, y: lane.y, hoverinfo: "skip",
              line: { color: ink, width: 2, dash: "dot" } });
            const mark = (m, name, shape, ink) => ({ type: "scatter", mode: "markers", name, x: m.x, y: m.y, text: m.t,
              hovertemplate: "%{y:,.4~f} %{text}", marker: { symbol: shape, size: 9, color: ink, line: { width: 1, color: color("card") } } });
            return [path(won, color("good"), "Won"), path(lost, color("bad"), "Lost"),
              mark(marks.long, "Long", "triangle-up", color("good")), mark(marks.short, "Short", "triangle-down", color("bad")),
              mark(marks.exit, "Exit", "x-thin-open", color("ink"))].filter(trace => trace.x.length);
          }
          function pricePanels() {
            const chart = report.charts[chosen];
            if (!chart) return [];
            const inks = ["series1", "series2", "series3", "series4"].map(color);
            const price = { title: plain(chart.symbol), height: 300, isPrice: true, traces: [lineOf(chart.close, color("dim"), { role: "close" })] };
            if (chart.open) price.traces.push({ type: "candlestick", name: "Bars", role: "candles", x: [], open: [], high: [], low: [], close: [],
              visible: false, increasing: { line: { color: color("good"), width: 1 } }, decreasing: { line: { color: color("bad"), width: 1 } } });
            const own = [];
            chart.series.forEach((line, index) => {
              const trace = lineOf(line, inks[index % inks.length], { hovertemplate: "%{y:,.4~f}" });
              if (line.onPrice) price.traces.push(trace);
              else own.push({ title: plain(line.name + (line.definition ? " = " + line.definition : "")), height: 110, traces: [trace] });
            });
            price.traces.push(...tradeTraces(chart.symbol));
            return [price, ...own];
          }
          function axisStyle() {
            return { gridcolor: color("line"), zerolinecolor: color("line"), linecolor: color("line"), tickfont: { size: 11, color: color("dim") } };
          }
          function layoutOf(range) {
            const gap = 40, heights = panels.map(panel => panel.height), bottom = 34;
            const inner = heights.reduce((a, b) => a + b, 0) + gap * panels.length;
            const layout = { height: inner + bottom, margin: { l: narrow() ? 46 : 64, r: narrow() ? 8 : 16, t: 0, b: bottom }, showlegend: false,
              paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", font: { family: getComputedStyle(document.body).fontFamily, size: 12, color: color("ink") },
              hovermode: "x unified", hoversubplots: "axis", dragmode: narrow() ? false : "zoom", annotations: [],
              hoverlabel: { bgcolor: color("card"), bordercolor: color("line"), font: { color: color("ink"), size: 12 } } };
            let top = inner;
            panels.forEach((panel, index) => {
              const key = "yaxis" + (index ? index + 1 : ""), high = top - gap;
              top = high - panel.height;
              layout[key] = Object.assign(axisStyle(), { domain: [top / inner, high / inner], fixedrange: true, nticks: panel.height < 150 ? 4 : 6,
                tickformat: panel.format || "", type: panel.log && byID("log-scale").checked ? "log" : "linear" });
              layout.annotations.push({ text: "<b>" + panel.title + "</b>", x: 0, xref: "paper", xanchor: "left", y: high / inner, yref: "paper",
                yanchor: "bottom", yshift: 4, showarrow: false, font: { size: 12 } });
            });
            layout.xaxis = Object.assign(axisStyle(), { type: "date", anchor: "y" + (panels.length > 1 ? panels.length : ""), domain: [0, 1],
              rangeslider: { visible: false }, showspikes: true, spikemode: "across", spikesnap: "cursor", spikethickness: 1, spikedash: "dot",
              spikecolor: color("dim"), nticks: narrow() ? 5 : 12 });
            if (range) { layout.xaxis.range = range; layout.xaxis.autorange = false; }
            return layout;
          }
          function lowerBound(times, time) {
            let low = 0, high = times.length;
            while (low < high) { const middle = (low + high) >> 1; if (times[middle] < time) low = middle + 1; else high = middle; }
            return low;
          }
          const milliseconds = value => typeof value === "number" ? value : Date.parse(/[zZ]$/.test(value) ? value : value.replace(" ", "T") + (value.length > 10 ? "Z" : ""));
          function whole() {
            const times = xOf(account.equity);
            return [times[0], times[times.length - 1]];
          }
          function currentRange() {
            return place._fullLayout ? place._fullLayout.xaxis.range.map(milliseconds) : whole();
          }
          /// The span of a panel's values inside the range, with a margin; null when nothing is there.
          function span(panel, range) {
            let low = Infinity, high = -Infinity;
            for (const trace of panel.traces) {
              if (trace.role === "candles") continue;
              const sorted = trace.mode === "lines" && trace.hoverinfo !== "skip";
              const from = sorted ? Math.max(0, lowerBound(trace.x, range[0]) - 1) : 0;
              for (let i = from; i < trace.x.length && (!sorted || trace.x[i] <= range[1]); i++) {
                const y = trace.y[i];
                if (y === null || y === undefined || !sorted && (trace.x[i] < range[0] || trace.x[i] > range[1])) continue;
                if (y < low) low = y;
                if (y > high) high = y;
              }
              if (trace.fill === "tozeroy") { low = Math.min(low, 0); high = Math.max(high, 0); }
            }
            if (low > high) return null;
            const margin = (high - low || Math.abs(high) || 1) * 0.04;
            return [low - (low === 0 && panel.traces[0].fill ? 0 : margin), high + (high === 0 && panel.traces[0].fill ? 0 : margin)];
          }
          /// Rescales every panel to what is in view, and shows bars instead of the line of closes when they are few enough to be seen.
          async function fit() {
            if (busy) return;
            busy = true;
            const range = currentRange(), update = {};
            panels.forEach((panel, index) => {
              let y = span(panel, range);
              if (!y) return;
              if (panel.log && byID("log-scale").checked) {
                if (y[0] <= 0) y = [Math.max(1e-9, y[1] / 1e4), y[1]];
                y = y.map(Math.log10);
              }
              update["yaxis" + (index ? index + 1 : "") + ".range"] = y;
            });
            await Plotly.relayout(place, update);
            await bars(range);
            busy = false;
          }
          async function bars(range) {
            const chart = report.charts[chosen], flat = panels.flatMap(panel => panel.traces);
            const candles = flat.findIndex(trace => trace.role === "candles"), close = flat.findIndex(trace => trace.role === "close");
            if (candles < 0) return;
            const times = xOf(chart.close), from = lowerBound(times, range[0]), to = lowerBound(times, range[1] + 1);
            const shown = to - from <= candlesUpTo && to > from, cut = list => [list.slice(from, to)];
            await Plotly.restyle(place, { visible: !shown }, [close]);
            if (shown) await Plotly.restyle(place, { visible: true, x: cut(times), open: cut(chart.open), high: cut(chart.high), low: cut(chart.low), close: cut(chart.close.y) }, [candles]);
            else await Plotly.restyle(place, { visible: false }, [candles]);
          }
          async function draw(range) {
            panels = [...accountPanels(), ...pricePanels(), ...lastPanels()];
            const traces = panels.flatMap((panel, index) => panel.traces.map(trace => Object.assign(trace, { xaxis: "x", yaxis: "y" + (index ? index + 1 : "") })));
            await Plotly.react(place, traces, layoutOf(range), { displaylogo: false, responsive: true, displayModeBar: false, doubleClick: "reset" });
            await fit();
          }
          place.textContent = "";
          draw(whole()).then(() => {
            place.on("plotly_relayout", change => { if (Object.keys(change).some(key => key.startsWith("xaxis"))) fit(); });
            place.on("plotly_doubleclick", () => { Plotly.relayout(place, { "xaxis.range": whole() }); return false; });
            document.documentElement.dataset.charts = "ready";
          });
          if (byID("symbol")) byID("symbol").onchange = event => { chosen = Number(event.target.value); draw(currentRange()); };
          byID("log-scale").onchange = () => draw(currentRange());
          for (const button of document.querySelectorAll("[data-days]")) button.onclick = () => {
            const [first, last] = whole(), days = Number(button.dataset.days);
            Plotly.relayout(place, { "xaxis.range": [days ? Math.max(first, last - days * 86400000) : first, last] });
          };
          matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => draw(currentRange()));
        })();
        """#
}
