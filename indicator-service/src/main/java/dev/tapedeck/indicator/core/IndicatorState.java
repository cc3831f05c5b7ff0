package dev.tapedeck.indicator.core;

import dev.tapedeck.contracts.value.Symbol;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The running sessions' needs and the windows of every symbol that someone needs. Mutable, for one thread. */
public final class IndicatorState {
    private final TreeMap<String, SessionNeed> needs = new TreeMap<>();
    private final TreeMap<Symbol, SymbolIndicators> symbols = new TreeMap<>();

    IndicatorState() {}

    /** The variants that a running session needs of each of its symbols. */
    record SessionNeed(SortedSet<Symbol> symbols, SortedSet<String> variants) {}

    Map<Symbol, SymbolIndicators> symbols() {
        return symbols;
    }

    void need(String sessionId, SessionNeed need) {
        needs.put(sessionId, need);
        applyNeeds();
    }

    void release(String sessionId) {
        needs.remove(sessionId);
        applyNeeds();
    }

    private void applyNeeds() {
        needs.values().stream()
                .flatMap(need -> need.symbols().stream())
                .forEach(symbol -> symbols.computeIfAbsent(symbol, SymbolIndicators::new));
        symbols.forEach((symbol, indicators) -> indicators.require(needed(symbol)));
        symbols.values().removeIf(SymbolIndicators::isIdle);
    }

    private SortedSet<String> needed(Symbol symbol) {
        var needed = new TreeSet<String>();
        needs.values().stream()
                .filter(need -> need.symbols().contains(symbol))
                .forEach(need -> needed.addAll(need.variants()));
        return needed;
    }

    void save(DataOutput out) throws IOException {
        out.writeInt(needs.size());
        for (var need : needs.entrySet()) {
            out.writeUTF(need.getKey());
            saveTexts(out, need.getValue().symbols().stream().map(Symbol::name).toList());
            saveTexts(out, need.getValue().variants());
        }
        out.writeInt(symbols.size());
        for (var symbol : symbols.entrySet()) {
            out.writeUTF(symbol.getKey().name());
            symbol.getValue().save(out);
        }
    }

    static IndicatorState load(DataInput in) throws IOException {
        var state = new IndicatorState();
        int sessions = in.readInt();
        for (int i = 0; i < sessions; i++) {
            String sessionId = in.readUTF();
            var symbols = new TreeSet<Symbol>();
            loadTexts(in).forEach(name -> symbols.add(Symbol.of(name)));
            state.needs.put(sessionId, new SessionNeed(symbols, loadTexts(in)));
        }
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            Symbol symbol = Symbol.of(in.readUTF());
            state.symbols.put(symbol, SymbolIndicators.load(symbol, in));
        }
        return state;
    }

    private static void saveTexts(DataOutput out, Iterable<String> texts) throws IOException {
        var list = new TreeSet<String>();
        texts.forEach(list::add);
        out.writeInt(list.size());
        for (String text : list) {
            out.writeUTF(text);
        }
    }

    private static SortedSet<String> loadTexts(DataInput in) throws IOException {
        var texts = new TreeSet<String>();
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            texts.add(in.readUTF());
        }
        return texts;
    }
}
