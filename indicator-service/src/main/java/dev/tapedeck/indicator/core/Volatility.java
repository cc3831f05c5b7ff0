package dev.tapedeck.indicator.core;

/**
 * {@code volatility_<w>}: the sample standard deviation of the one-second log returns, times 100, in percent per second. Source: realised volatility on
 * a regular grid (Andersen et al., 2001).
 */
final class Volatility extends OverSecondReturns {
    private static final double PERCENT = 100;

    Volatility(int windowSeconds) {
        super(windowSeconds);
    }

    @Override
    public double value() {
        return PERCENT * deviation();
    }
}
