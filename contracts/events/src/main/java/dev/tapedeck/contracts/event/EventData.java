package dev.tapedeck.contracts.event;

/** What happened, without the envelope. Each kind belongs to exactly one topic of the catalogue. */
public sealed interface EventData
        permits AcknowledgementEvent,
                TickEvent,
                FeedEvent,
                InstrumentEvent,
                IndicatorEvent,
                SignalEvent,
                RiskEvent,
                OrderEvent,
                FillEvent,
                PositionEvent,
                SessionEvent,
                CommandEvent,
                TradingStateEvent,
                VenueEvent,
                AlertEvent,
                AuditEvent {}
