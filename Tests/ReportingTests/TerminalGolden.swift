/// The page of the small sample, looked at and then kept.
enum TerminalGolden {
    static let columns80 = #"""
        strategies/trading/sma_cross.lua
        Trend: long while the fast average is above the slow one.
        fast = 10 · slow = 30

        Data      Bars  From        To          File
        ACME       300  2010-01-04  2011-02-25  examples/data/ACME.csv
        日本株式   300  2010-01-04  2011-02-25  examples/data/日本株式.csv

        Findings ───────────────────────────────────────────────────────────────────────
        ✗ Most of the profit comes from one trade
          Trade 17 (ACME, 2013-05-02) made 81 % of the net profit. Without it the run
          ends at +3.1 %.
        ! 7 orders were rejected for lack of cash
          Seven buys asked for 100 % of equity and left nothing for fees. Use
          target_percent(0.95).
        · Parameter slow stands near its edge
          30 of 5 … 250.

        Equity ─────────────────────────────────────────────────────────────────────────
        100,000 → 121,835 USD  +21.83 %  ·  buy and hold +3.63 %
        123,535                                                                ▁▃▇▇█▆███
                                          ▂▄▂            ▁▃▂▅▅▆▇▇▆▇▆▄▁▁▃▂▃▆▆▅▆▇█████████
                                     ▂▄▅▆████▆▄▄▆▃▄▂▄▄▆▇████████████████████████████████
         97,719 ▃▃▂▃▃▃▂▁▂▃▃▇█▆▂▄▄▇▇▇▇███████████████████████████████████████████████████
                2010-01-04                                                    2011-02-25

        Measures ───────────────────────────────────────────────────────────────────────
        Return             strategy buy & hold    Risk               strategy buy & hold
        Total return        21.83 %    42.00 %    Volatility          11.23 %    20.11 %
        Annual growth        8.40 %     3.00 %    Maximum drawdown   -31.12 %   -41.00 %
        Best day             2.10 %
                                                  Risk-adjusted      strategy buy & hold
        Trades                                    Sharpe ratio           0.87       0.31
        Trades                              60    Sortino ratio          1.21
        Trades won                     55.00 %    Calmar ratio              –
        Profit factor                     1.41
        Average time held                 28 d
        Average profit of a trade        1,235

        Returns by month, % ────────────────────────────────────────────────────────────
              Jan  Feb  Mar  Apr  May  Jun  Jul  Aug  Sep  Oct  Nov  Dec Year
        2010    1   -2    2    2    6   -3    1    3    4    0   -3    4   15
        2011    6    0                                                      6

        Worst drawdowns ────────────────────────────────────────────────────────────────
           Depth  From        Lowest      Recovered   Days
        -31.12 %  2011-02-08  2011-08-27  2013-01-08   700
        -12.00 %  2020-09-08  2020-12-17  not yet      200

        Symbols ────────────────────────────────────────────────────────────────────────
        Symbol    Bars  Trades   Won   Profit   Fees  Days held  Buy & hold
        ACME       300       3  33 %  -129.50   7.50       28.0      42.0 %
        日本株式   300       3  33 %  -272.50   7.50       28.0      42.0 %
        ───────────────────────────────────────────────────────────────────
        Total      600       6  33 %  -402.00  15.00       28.0

        Exits ──────────────────────────────────────────────────────────────────────────
        Exit            Trades   Won   Profit  Average return
        open                 4  50 %  -206.00         -0.48 %
        stop_triggered       2   0 %  -196.00         -1.05 %

        Still open at the end ──────────────────────────────────────────────────────────
        Symbol  Side  Quantity  Since        Entry  Marked at  Profit
        ACME    long       150  2011-02-18  101.81     103.63  321.50

        Orders ─────────────────────────────────────────────────────────────────────────
        130 submitted · 121 filled · 2 cancelled · 7 rejected
        ✗ 7 × insufficient_cash  first 2010-02-13T15:30:00Z, line 9
          The order cost more than the cash of the account; order less, or start with
          --cash 200000.

        Log ────────────────────────────────────────────────────────────────────────────
        the last 5 of 7 lines
        2010-02-01 line 14  entered at bar 2
        2010-02-15 line 15  entered at bar 3
        2010-03-01 line 16  entered at bar 4
        2010-03-15 line 17  entered at bar 5
        2010-03-29 line 18  entered at bar 6

        600 bars read in 4.2 ms, run in 310 µs (19.4 M bars/s)
        Run 4f1c0d9ab2e37786

        """#
    static let columns120 = #"""
        strategies/trading/sma_cross.lua
        Trend: long while the fast average is above the slow one.
        fast = 10 · slow = 30

        Data      Bars  From        To          File
        ACME       300  2010-01-04  2011-02-25  examples/data/ACME.csv
        日本株式   300  2010-01-04  2011-02-25  examples/data/日本株式.csv

        Findings ───────────────────────────────────────────────────────────────────────────────────────────────────────────────
        ✗ Most of the profit comes from one trade
          Trade 17 (ACME, 2013-05-02) made 81 % of the net profit. Without it the run ends at +3.1 %.
        ! 7 orders were rejected for lack of cash
          Seven buys asked for 100 % of equity and left nothing for fees. Use target_percent(0.95).
        · Parameter slow stands near its edge
          30 of 5 … 250.

        Equity ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────
        100,000 → 121,835 USD  +21.83 %  ·  buy and hold +3.63 %
        123,535                                                                                                    ▁▂▅▇▆▇▆▄▇▆█▇▇
                                                         ▁▄▂▁                    ▂▁▂▃▄▅▅▆▅▅▆▆▄▆▆▅▄▃▁ ▂▂ ▁▃▃▅▅▄▆▅▅▆▆█████████████
                                                 ▂▃▅▄▅▅▇█████▆▅▃▂▄▅▃▃▃▃▂▄▄▄▆▆▇▆█████████████████████▇███████████████████████████
         97,719 ▃▄▂▂▂▂▃▃▃▂▁▁▂▂▃▂▄▆▆▆▅▄▃▄▃▄▆█▇▆▇█████████████████████████████████████████████████████████████████████████████████
                2010-01-04                                                                                            2011-02-25

        Measures ───────────────────────────────────────────────────────────────────────────────────────────────────────────────
        Return            strategy buy & hold    Risk              strategy buy & hold    Risk-adjusted     strategy buy & hold
        Total return       21.83 %    42.00 %    Volatility         11.23 %    20.11 %    Sharpe ratio          0.87       0.31
        Annual growth       8.40 %     3.00 %    Maximum drawdown  -31.12 %   -41.00 %    Sortino ratio         1.21
        Best day            2.10 %                                                        Calmar ratio             –
                                                 Trades
                                                 Trades                             60
                                                 Trades won                    55.00 %
                                                 Profit factor                    1.41
                                                 Average time held                28 d
                                                 Average profit of a trade       1,235

        Returns by month, % ────────────────────────────────────────────────────────────────────────────────────────────────────
               Jan   Feb   Mar   Apr   May   Jun   Jul   Aug   Sep   Oct   Nov   Dec  Year
        2010   0.8  -1.9   1.7   2.4   6.3  -3.2   0.5   3.2   4.1  -0.2  -3.1   4.0  15.3
        2011   5.8  -0.2                                                               5.6

        Worst drawdowns ────────────────────────────────────────────────────────────────────────────────────────────────────────
           Depth  From        Lowest      Recovered   Days
        -31.12 %  2011-02-08  2011-08-27  2013-01-08   700
        -12.00 %  2020-09-08  2020-12-17  not yet      200

        Symbols ────────────────────────────────────────────────────────────────────────────────────────────────────────────────
        Symbol    Bars  Trades   Won   Profit   Fees  Days held  Buy & hold
        ACME       300       3  33 %  -129.50   7.50       28.0      42.0 %
        日本株式   300       3  33 %  -272.50   7.50       28.0      42.0 %
        ───────────────────────────────────────────────────────────────────
        Total      600       6  33 %  -402.00  15.00       28.0

        Exits ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────
        Exit            Trades   Won   Profit  Average return
        open                 4  50 %  -206.00         -0.48 %
        stop_triggered       2   0 %  -196.00         -1.05 %

        Still open at the end ──────────────────────────────────────────────────────────────────────────────────────────────────
        Symbol  Side  Quantity  Since        Entry  Marked at  Profit
        ACME    long       150  2011-02-18  101.81     103.63  321.50

        Orders ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────
        130 submitted · 121 filled · 2 cancelled · 7 rejected
        ✗ 7 × insufficient_cash  first 2010-02-13T15:30:00Z, line 9
          The order cost more than the cash of the account; order less, or start with --cash 200000.

        Log ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
        the last 5 of 7 lines
        2010-02-01 line 14  entered at bar 2
        2010-02-15 line 15  entered at bar 3
        2010-03-01 line 16  entered at bar 4
        2010-03-15 line 17  entered at bar 5
        2010-03-29 line 18  entered at bar 6

        600 bars read in 4.2 ms, run in 310 µs (19.4 M bars/s)
        Run 4f1c0d9ab2e37786

        """#
}
