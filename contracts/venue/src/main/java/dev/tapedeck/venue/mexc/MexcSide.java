package dev.tapedeck.venue.mexc;

import dev.tapedeck.contracts.value.Direction;
import dev.tapedeck.contracts.value.Side;
import java.util.Arrays;

/** The venue's four order sides in hedge mode. */
enum MexcSide {
    OPEN_LONG(1, Side.BUY, Direction.LONG),
    CLOSE_SHORT(2, Side.BUY, Direction.SHORT),
    OPEN_SHORT(3, Side.SELL, Direction.SHORT),
    CLOSE_LONG(4, Side.SELL, Direction.LONG);

    private final int code;
    private final Side side;
    private final Direction direction;

    MexcSide(int code, Side side, Direction direction) {
        this.code = code;
        this.side = side;
        this.direction = direction;
    }

    static MexcSide of(Side side, Direction direction) {
        return Arrays.stream(values())
                .filter(known -> known.side == side && known.direction == direction)
                .findFirst()
                .orElseThrow();
    }

    static MexcSide of(int code) {
        return Arrays.stream(values())
                .filter(known -> known.code == code)
                .findFirst()
                .orElseThrow(() -> new MalformedMessage("side must be 1 to 4, was " + code));
    }

    static int positionType(Direction direction) {
        return direction == Direction.LONG ? 1 : 2;
    }

    static Direction direction(int positionType) {
        return switch (positionType) {
            case 1 -> Direction.LONG;
            case 2 -> Direction.SHORT;
            default -> throw new MalformedMessage("positionType must be 1 or 2, was " + positionType);
        };
    }

    int code() {
        return code;
    }

    Side side() {
        return side;
    }

    Direction direction() {
        return direction;
    }
}
