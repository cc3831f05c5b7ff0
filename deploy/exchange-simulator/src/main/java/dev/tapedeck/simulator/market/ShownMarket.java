package dev.tapedeck.simulator.market;

import dev.tapedeck.simulator.core.Exchange;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The market as questions about it are answered: as it is, or as it was when it was frozen. For one event loop. */
public final class ShownMarket {
    private record Frozen(List<MarketView> views, long atMillis) {}

    private final Exchange exchange;
    private final List<MarketView> views;
    private final BooleanSupplier isFrozen;
    private @Nullable Frozen frozen;

    /** @param isFrozen whether the frozen market is still to be shown */
    public ShownMarket(Exchange exchange, List<MarketView> views, BooleanSupplier isFrozen) {
        this.exchange = exchange;
        this.views = views;
        this.isFrozen = isFrozen;
    }

    /** Takes the present market for the one that is shown; while one is frozen already, that one stays. */
    public void freeze() {
        if (present() == null) {
            frozen = new Frozen(views.stream().map(MarketView::copy).toList(), exchange.nowMillis());
        }
    }

    public List<MarketView> views() {
        Frozen shown = present();
        return shown == null ? views : shown.views();
    }

    /** Tape time of what is shown. */
    public long nowMillis() {
        Frozen shown = present();
        return shown == null ? exchange.nowMillis() : shown.atMillis();
    }

    private @Nullable Frozen present() {
        if (frozen != null && !isFrozen.getAsBoolean()) {
            frozen = null;
        }
        return frozen;
    }
}
