package dev.tapedeck.simulator.market;

/** The newest 100 prints of a market, by age: 0 is the newest. */
public final class RecentDeals {
    private static final int MOST = 100;

    private final long[] ids = new long[MOST];
    private final long[] atMillis = new long[MOST];
    private final long[] ticks = new long[MOST];
    private final long[] contracts = new long[MOST];
    private final boolean[] buyerTakes = new boolean[MOST];
    private long count;

    void add(long id, long millis, long printTicks, long printContracts, boolean printBuyerTakes) {
        int slot = (int) (count++ % MOST);
        ids[slot] = id;
        atMillis[slot] = millis;
        ticks[slot] = printTicks;
        contracts[slot] = printContracts;
        buyerTakes[slot] = printBuyerTakes;
    }

    RecentDeals copy() {
        RecentDeals copy = new RecentDeals();
        System.arraycopy(ids, 0, copy.ids, 0, MOST);
        System.arraycopy(atMillis, 0, copy.atMillis, 0, MOST);
        System.arraycopy(ticks, 0, copy.ticks, 0, MOST);
        System.arraycopy(contracts, 0, copy.contracts, 0, MOST);
        System.arraycopy(buyerTakes, 0, copy.buyerTakes, 0, MOST);
        copy.count = count;
        return copy;
    }

    private int slot(int age) {
        return (int) ((count - 1 - age) % MOST);
    }

    public int size() {
        return (int) Math.min(MOST, count);
    }

    public long id(int age) {
        return ids[slot(age)];
    }

    public long atMillis(int age) {
        return atMillis[slot(age)];
    }

    public long ticks(int age) {
        return ticks[slot(age)];
    }

    public long contracts(int age) {
        return contracts[slot(age)];
    }

    public boolean buyerTakes(int age) {
        return buyerTakes[slot(age)];
    }
}
