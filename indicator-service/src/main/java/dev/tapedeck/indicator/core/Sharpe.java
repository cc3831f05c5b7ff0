package dev.tapedeck.indicator.core;

/**
 * {@code sharpe_<w>}: the mean of the one-second log returns divided by their sample standard deviation, per second and not annualised, against a riskless
 * return of 0. No value while all returns are equal, as when nothing moves. Source: W. F. Sharpe, "The Sharpe Ratio", Journal of Portfolio Management, 1994.
 */
final class Sharpe extends OverSecondReturns {
    Sharpe(int windowSeconds) {
        super(windowSeconds);
    }

    @Override
    public double value() {
        return mean() / deviation();
    }
}
