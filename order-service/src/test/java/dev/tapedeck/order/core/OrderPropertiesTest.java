package dev.tapedeck.order.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tapedeck.contracts.event.FillEvent.FillRecorded;
import dev.tapedeck.contracts.event.OrderEvent.RejectionReason;
import dev.tapedeck.contracts.event.OrderEvent.UnknownCause;
import dev.tapedeck.contracts.event.RiskEvent.OrderApproved;
import dev.tapedeck.contracts.event.RiskEvent.Purpose;
import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Price;
import dev.tapedeck.contracts.value.Quantity;
import dev.tapedeck.contracts.value.Usdt;
import dev.tapedeck.order.core.TrackedOrder.Phase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * One history at the venue, told in many ways: frames out of order, twice, or lost and told again by a lookup. However it is told, the order ends the same and
 * has the same fills.
 */
class OrderPropertiesTest {
    private static final int HISTORIES = 300;
    private static final int TELLINGS = 6;

    @Test
    void endsTheSameHoweverTheHistoryIsTold() {
        Set<Phase> ends = EnumSet.noneOf(Phase.class);
        for (long seed = 1; seed <= HISTORIES; seed++) {
            var history = new History(seed);
            for (int telling = 1; telling <= TELLINGS; telling++) {
                String where = "seed " + seed + ", telling " + telling;
                Machine machine = history.tell(telling);
                TrackedOrder order = machine.order(Orders.ID);
                assertEquals(history.end, order.phase(), where);
                assertEquals(Quantity.of(history.executed()), order.filled(), where);
                assertEquals(history.turnover(), new Usdt(order.turnover()), where);
                assertEquals(history.fills(), described(machine.fills), where);
                machine.checkRestores(where);
                ends.add(order.phase());
            }
        }
        assertEquals(EnumSet.of(Phase.FILLED, Phase.CANCELLED, Phase.REJECTED), ends);
    }

    private static List<String> described(List<FillRecorded> fills) {
        return fills.stream()
                .map(fill -> fill.fillId() + " " + fill.quantity() + " @ " + fill.price())
                .sorted()
                .toList();
    }

    /** What really happened at the venue. */
    private static final class History {
        private final long seed;
        private final OrderApproved order;
        private final List<OrderCommand.ApplyDeal> deals = new ArrayList<>();
        final Phase end;

        History(long seed) {
            this.seed = seed;
            var random = new SplittableRandom(seed);
            this.order = Orders.order(
                    Orders.ID,
                    random.nextBoolean() ? Purpose.ENTRY : Purpose.EXIT,
                    random.nextBoolean() ? Direction.LONG : Direction.SHORT,
                    1 + random.nextInt(20));
            long left = order.quantity().contracts().longValueExact();
            int kind = random.nextInt(8);
            int most = kind == 0 ? 0 : random.nextInt(6);
            while (left > 0 && deals.size() < most) {
                long part = 1 + random.nextLong(left);
                deals.add(deal("d" + deals.size(), part, "9" + random.nextInt(10) + "." + random.nextInt(10)));
                left -= part;
            }
            boolean refused = kind == 0 || (kind == 1 && deals.isEmpty());
            this.end = refused ? Phase.REJECTED : left == 0 ? Phase.FILLED : Phase.CANCELLED;
        }

        long executed() {
            return deals.stream()
                    .mapToLong(deal -> deal.quantity().contracts().longValueExact())
                    .sum();
        }

        Usdt turnover() {
            return deals.stream()
                    .map(deal -> new Usdt(
                            deal.price().value().multiply(deal.quantity().contracts())))
                    .reduce(Usdt.ZERO, Usdt::plus);
        }

        List<String> fills() {
            return deals.stream()
                    .map(deal -> deal.dealId() + " " + deal.quantity() + " @ " + deal.price())
                    .sorted()
                    .toList();
        }

        /** Tells the history with frames shuffled, doubled and lost, then with the lookup that ends every order. */
        Machine tell(int telling) {
            var random = new SplittableRandom(seed * 1_000 + telling);
            var machine = new Machine();
            machine.tell(Orders.approve(order));
            machine.tell(Orders.start(1));
            List<OrderCommand> words = new ArrayList<>();
            for (OrderCommand word : everyWord()) {
                for (int copies = random.nextInt(3); copies > 0; copies--) {
                    words.add(word);
                }
            }
            Collections.shuffle(words, new Random(random.nextLong()));
            words.forEach(machine::tell);
            assertTrue(machine.fills.size() <= deals.size(), () -> "seed " + seed);
            if (end == Phase.REJECTED && machine.phase() == Phase.UNKNOWN) {
                machine.tell(new OrderCommand.ProveAbsent(Orders.ID, "test"));
            } else {
                lookup(random).forEach(machine::tell);
            }
            return machine;
        }

        private List<OrderCommand> everyWord() {
            var words = new ArrayList<OrderCommand>();
            words.add(Orders.start(1));
            if (end == Phase.REJECTED) {
                words.add(new OrderCommand.Reject(Orders.ID, RejectionReason.OTHER, 1, "no"));
                words.add(new OrderCommand.LoseTrack(Orders.ID, UnknownCause.TIMEOUT, "test"));
                return words;
            }
            words.add(Orders.acknowledge());
            words.add(new OrderCommand.LoseTrack(Orders.ID, UnknownCause.CONNECTION_LOST, "test"));
            words.addAll(deals);
            if (end == Phase.CANCELLED) {
                words.add(Orders.end(executed()));
            }
            return words;
        }

        /** What the desk asks for until the order is over: the deals in any order, then the end. */
        private List<OrderCommand> lookup(SplittableRandom random) {
            if (end == Phase.REJECTED) {
                return List.of(new OrderCommand.Reject(Orders.ID, RejectionReason.OTHER, 1, "no"));
            }
            List<OrderCommand> words = new ArrayList<>();
            words.add(Orders.acknowledge());
            List<OrderCommand.ApplyDeal> listed = new ArrayList<>(deals);
            listed.sort(
                    random.nextBoolean()
                            ? Comparator.comparing(OrderCommand.ApplyDeal::dealId)
                            : Comparator.comparing(OrderCommand.ApplyDeal::dealId)
                                    .reversed());
            words.addAll(listed);
            if (end == Phase.CANCELLED) {
                words.add(Orders.end(executed()));
            }
            return words;
        }

        private static OrderCommand.ApplyDeal deal(String dealId, long quantity, String price) {
            return new OrderCommand.ApplyDeal(
                    Orders.ID,
                    Orders.VENUE_ID,
                    dealId,
                    Price.of(price),
                    Quantity.of(quantity),
                    Usdt.of("0.01"),
                    true,
                    Orders.T0);
        }
    }
}
