extension HTMLScripts {
    /// One Plotly figure of stacked panels over one time axis: what is zoomed in one is zoomed in all, by construction.
    static let charts = #"""
        (function () {
          const place = byID("figure");
          if (!window.Plotly || !place) return;
          let chosen = 0;
          const isNarrow = () => place.clientWidth < 640;
          const axisName = index => "yaxis" + (index ? index + 1 : "");
          const axisStyle = () => ({ gridcolor: color("line"), zerolinecolor: color("line"), linecolor: color("line"),
            tickfont: { size: 11, color: color("dim") } });

          function scaleOf(panel, range) {
            const span = spanOf(panel, range), style = { type: "linear", tickformat: panel.format || "" };
            if (!span) return style;
            let [low, high] = span;
            if (!panel.canBeLog || !byID("log-scale").checked || high <= 0) {
              const margin = (high - low || Math.abs(high) || 1) * 0.04, isFilled = panel.traces[0].fill;
              if (!isFilled || low !== 0) low -= margin;
              if (!isFilled || high !== 0) high += margin;
              return Object.assign(style, { range: [low, high] });
            }
            if (low <= 0) low = high / 1e4;
            const margin = Math.log10(high / low) * 0.04 || 0.01;
            const ticks = high / low > 5 ? { tickformat: low < 1 ? ".3~g" : ".3~s", dtick: "D2" } : {};
            return Object.assign({ type: "log", range: [Math.log10(low) - margin, Math.log10(high) + margin] }, ticks);
          }

          function titleOf(panel, y) {
            return { text: "<b>" + panel.title + "</b>" + (panel.keys || ""), x: 0, xref: "paper",
              xanchor: "left", y, yref: "paper", yanchor: "bottom", yshift: 4, showarrow: false, font: { size: 12 } };
          }

          function layoutOf(panels, range) {
            const gap = 40, bottom = 34, ink = color("ink");
            const inner = panels.reduce((sum, panel) => sum + panel.height + gap, 0);
            const layout = {
              height: inner + bottom, margin: { l: isNarrow() ? 46 : 64, r: isNarrow() ? 8 : 16, t: 0, b: bottom },
              paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)", showlegend: false, annotations: [],
              font: { family: getComputedStyle(document.body).fontFamily, size: 12, color: ink },
              hovermode: "x unified", hoversubplots: "axis", dragmode: isNarrow() ? false : "zoom",
              hoverlabel: { bgcolor: color("card"), bordercolor: color("line"), font: { color: ink, size: 12 } } };
            let top = inner;
            panels.forEach((panel, index) => {
              const high = top - gap;
              top = high - panel.height;
              layout[axisName(index)] = Object.assign(axisStyle(), { domain: [top / inner, high / inner], fixedrange: true,
                nticks: panel.height < 150 ? 5 : 7 }, scaleOf(panel, range));
              layout.annotations.push(titleOf(panel, high / inner));
            });
            layout.xaxis = Object.assign(axisStyle(), {
              type: "date", anchor: axisName(panels.length - 1).replace("axis", ""), domain: [0, 1], range, autorange: false,
              rangeslider: { visible: false }, nticks: isNarrow() ? 5 : 12, showspikes: true, spikemode: "across",
              spikesnap: "cursor", spikethickness: 1, spikedash: "dot", spikecolor: color("dim") });
            return layout;
          }

          function milliseconds(value) {
            if (typeof value === "number") return value;
            return Date.parse(value.length > 10 ? value.replace(" ", "T") + "Z" : value);
          }
          const padded = (first, last) => [first - (last - first) * 0.005, last + (last - first) * 0.008];
          function whole() {
            const times = timesOf(report.account.equity);
            return padded(times[0], times[times.length - 1]);
          }
          const currentRange = () => place._fullLayout.xaxis.range.map(milliseconds);

          /// Everything for a range of time, each panel rescaled to what is in view.
          function draw(range) {
            const panels = [...accountPanels(), ...pricePanels(report.charts[chosen], range, isNarrow()), ...exposurePanels()];
            const traces = panels.flatMap((panel, index) => panel.traces.map(trace =>
              Object.assign(trace, { xaxis: "x", yaxis: axisName(index).replace("axis", "") })));
            return Plotly.react(place, traces, layoutOf(panels, range),
              { displaylogo: false, displayModeBar: false, responsive: true, doubleClick: false });
          }

          const reach = spanOf(accountPanels()[0], whole());
          byID("log-scale").checked = reach !== null && reach[0] > 0 && reach[1] / reach[0] > 8;
          place.textContent = "";
          draw(whole()).then(() => {
            place.on("plotly_relayout", change => {
              if (Object.keys(change).some(key => key.startsWith("xaxis"))) draw(currentRange());
            });
            place.on("plotly_doubleclick", () => { draw(whole()); });
            document.documentElement.dataset.charts = "ready";
          });
          if (byID("symbol")) byID("symbol").onchange = event => {
            chosen = Number(event.target.value);
            draw(currentRange());
          };
          byID("log-scale").onchange = () => draw(currentRange());
          for (const button of document.querySelectorAll("[data-days]")) button.onclick = () => {
            const times = timesOf(report.account.equity), last = times[times.length - 1], days = Number(button.dataset.days);
            draw(days ? padded(Math.max(times[0], last - days * 86400000), last) : whole());
          };
          matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => draw(currentRange()));
        })();
        """#
}
