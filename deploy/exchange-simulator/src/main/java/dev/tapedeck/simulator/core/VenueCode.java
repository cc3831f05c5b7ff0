package dev.tapedeck.simulator.core;

/** The envelope codes this venue answers with, numbered as the MEXC contract API numbers them. */
public enum VenueCode {
    OK(0, "success"),
    NOT_LOGGED_IN(401, "Not logged in"),
    TOO_FREQUENT(510, "Requests are too frequent, please try again later"),
    OUTSIDE_TIME_WINDOW(513, "Invalid request: Request-Time outside the window"),
    BAD_PARAMETER(600, "Parameter error"),
    UNDECODABLE_BODY(601, "Request body cannot be decoded"),
    BAD_SIGNATURE(602, "Signature verification failed"),
    NO_SUCH_CONTRACT(1001, "Contract does not exist"),
    WRONG_SIDE(2001, "Order side error"),
    WRONG_OPEN_TYPE(2002, "Open type error"),
    BUY_PRICE_TOO_HIGH(2003, "Buy price above the allowed price"),
    SELL_PRICE_TOO_LOW(2004, "Sell price below the allowed price"),
    BALANCE_INSUFFICIENT(2005, "Balance insufficient"),
    LEVERAGE_ERROR(2006, "Leverage ratio error"),
    PRICE_ERROR(2007, "Order price error"),
    CLOSABLE_INSUFFICIENT(2008, "The closable quantity is insufficient"),
    NO_SUCH_POSITION(2009, "Position does not exist or is closed"),
    QUANTITY_ERROR(2011, "Order quantity error"),
    BATCH_TOO_LONG(2013, "Too many orders in one cancel request"),
    PRECISION_ERROR(2015, "Price or quantity precision error"),
    ACTIVE_ORDERS_OR_POSITIONS(2019, "There are active orders or positions"),
    LEVERAGE_DIFFERS(2021, "Leverage differs from the existing position's"),
    MARGIN_MODE_DIFFERS(2027, "Only one of cross and isolated per direction"),
    QUANTITY_ABOVE_MAXIMUM(2028, "Order quantity above the maximum"),
    ORDER_TYPE_ERROR(2029, "Order type error"),
    EXTERNAL_OID_TOO_LONG(2030, "External order id longer than 32 characters"),
    RISK_LIMIT_EXCEEDED(2031, "Position would exceed the current risk limit"),
    QUERY_TOO_LONG(2034, "Too many orders in one query"),
    TOO_MANY_ORDERS(2036, "Too many open orders"),
    ORDER_NOT_FOUND(2040, "order not exist"),
    ORDER_NOT_CANCELLABLE(2041, "order state cannot be cancelled"),
    DUPLICATE_EXTERNAL_OID(2042, "Duplicate external order id"),
    TRIGGER_TYPE_ERROR(3002, "Trigger type error"),
    EXECUTE_CYCLE_ERROR(3003, "Execute cycle error"),
    TRIGGER_PRICE_ERROR(3004, "Trigger price error"),
    STOP_PRICES_EMPTY(5001, "Take-profit and stop-loss price are both empty"),
    STOP_ORDER_GONE(5002, "Stop order does not exist or is finished"),
    STOP_PRICE_ERROR(5003, "Take-profit or stop-loss price error"),
    STOP_QUANTITY_ERROR(5004, "Quantity above the closable quantity");

    private final int number;
    private final String text;

    VenueCode(int number, String text) {
        this.number = number;
        this.text = text;
    }

    public int number() {
        return number;
    }

    public String text() {
        return text;
    }
}
