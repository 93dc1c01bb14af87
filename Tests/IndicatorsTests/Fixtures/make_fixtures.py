"""Reference values of TA-Lib on the last 400 daily bars of examples/data/sp500.csv.

python3 -m venv v && v/bin/pip install ta-lib==0.8.2 numpy && v/bin/python make_fixtures.py
Writes talib.csv: one column per expectation, named call:output; the call is that of a Perigee script.
"""
import csv, pathlib, sys
import numpy as np, talib

here = pathlib.Path(__file__).parent
rows = list(csv.DictReader(open(here.parents[2] / "examples/data/sp500.csv")))[-400:]
o, h, l, c, v = (np.array([float(r[k]) for r in rows]) for k in ("open", "high", "low", "close", "volume"))
out = {}
def put(call, *columns):
    for index, column in enumerate(columns): out[f"{call}:{index}"] = column
for n in (2, 10, 30):
    put(f"sma {n}", talib.SMA(c, n)); put(f"ema {n}", talib.EMA(c, n)); put(f"wma {n}", talib.WMA(c, n))
    put(f"dema {n}", talib.DEMA(c, n)); put(f"tema {n}", talib.TEMA(c, n)); put(f"trima {n}", talib.TRIMA(c, n))
    put(f"kama {n}", talib.KAMA(c, n)); put(f"t3 {n} 0.7", talib.T3(c, n, 0.7))
    put(f"midpoint {n}", talib.MIDPOINT(c, n)); put(f"midprice {n}", talib.MIDPRICE(h, l, n))
    put(f"bbands {n} 2", *talib.BBANDS(c, n, 2, 2)); put(f"linreg {n}", talib.LINEARREG(c, n))
    put(f"linreg_slope {n}", talib.LINEARREG_SLOPE(c, n)); put(f"linreg_intercept {n}", talib.LINEARREG_INTERCEPT(c, n))
    put(f"linreg_angle {n}", talib.LINEARREG_ANGLE(c, n)); put(f"tsf {n}", talib.TSF(c, n))
    put(f"rsi {n}", talib.RSI(c, n)); put(f"cmo {n}", talib.CMO(c, n)); put(f"mom {n}", talib.MOM(c, n)); put(f"roc {n}", talib.ROC(c, n))
    put(f"rocp {n}", talib.ROCP(c, n)); put(f"rocr {n}", talib.ROCR(c, n)); put(f"trix {n}", talib.TRIX(c, n)); put(f"cci {n}", talib.CCI(h, l, c, n))
    put(f"williams_r {n}", talib.WILLR(h, l, c, n)); put(f"aroon {n}", *talib.AROON(h, l, n)); put(f"aroonosc {n}", talib.AROONOSC(h, l, n))
    put(f"plus_dm {n}", talib.PLUS_DM(h, l, n)); put(f"minus_dm {n}", talib.MINUS_DM(h, l, n))
    put(f"plus_di {n}", talib.PLUS_DI(h, l, c, n)); put(f"minus_di {n}", talib.MINUS_DI(h, l, c, n)); put(f"dx {n}", talib.DX(h, l, c, n))
    put(f"adx {n}", talib.ADX(h, l, c, n)); put(f"adxr {n}", talib.ADXR(h, l, c, n)); put(f"atr {n}", talib.ATR(h, l, c, n))
    put(f"natr {n}", talib.NATR(h, l, c, n)); put(f"stddev {n} 1", talib.STDDEV(c, n, 1)); put(f"var {n}", talib.VAR(c, n))
    put(f"highest {n}", talib.MAX(c, n)); put(f"lowest {n}", talib.MIN(c, n)); put(f"rolling_sum {n}", talib.SUM(c, n)); put(f"mfi {n}", talib.MFI(h, l, c, v, n))
put("macd 12 26 9", *talib.MACD(c, 12, 26, 9)); put("macd 5 8 3", *talib.MACD(c, 5, 8, 3))
put("ppo 12 26", talib.PPO(c, 12, 26, 1)); put("apo 12 26", talib.APO(c, 12, 26, 1))
put("stoch 5 3 3", *talib.STOCH(h, l, c, 5, 3, 0, 3, 0)); put("stochf 5 3", *talib.STOCHF(h, l, c, 5, 3, 0)); put("stochrsi 14 5 3", *talib.STOCHRSI(c, 14, 5, 3, 0))
put("ultosc 7 14 28", talib.ULTOSC(h, l, c, 7, 14, 28)); put("bop", talib.BOP(o, h, l, c)); put("true_range", talib.TRANGE(h, l, c))
put("psar 0.02 0.2", talib.SAR(h, l, 0.02, 0.2)); put("obv", talib.OBV(c, v)); put("ad", talib.AD(h, l, c, v)); put("adosc 3 10", talib.ADOSC(h, l, c, v, 3, 10))
put("typprice", talib.TYPPRICE(h, l, c)); put("medprice", talib.MEDPRICE(h, l)); put("wclprice", talib.WCLPRICE(h, l, c)); put("avgprice", talib.AVGPRICE(o, h, l, c))
with open(here / "talib.csv", "w") as f:
    f.write(f"# TA-Lib {talib.__version__} ({talib.__ta_version__.decode() if isinstance(talib.__ta_version__, bytes) else talib.__ta_version__})\n")
    f.write(",".join(out) + "\n")
    for i in range(len(c)): f.write(",".join("" if np.isnan(x[i]) else f"{x[i]:.15g}" for x in out.values()) + "\n")
print(len(out), "columns")
