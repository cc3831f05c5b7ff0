package dev.tapedeck.order.in;

import dev.tapedeck.order.out.VenueDesk;
import dev.tapedeck.venue.PrivateFrame;
import dev.tapedeck.venue.PrivateStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The private stream's frames on their way to the desk. */
public final class PrivateListener implements PrivateStream.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(PrivateListener.class);

    private final VenueDesk desk;

    public PrivateListener(VenueDesk desk) {
        this.desk = desk;
    }

    @Override
    public void loggedIn() {
        LOG.info("Private stream is up; asking about every open order, since frames may have been missed");
        desk.onPrivateStream(true);
    }

    @Override
    public void disconnected(String reason) {
        LOG.warn("Private stream is down, open orders are polled: {}", reason);
        desk.onPrivateStream(false);
    }

    @Override
    public void frame(PrivateFrame frame) {
        desk.onFrame(frame);
    }

    @Override
    public void refused(String message) {
        LOG.error("The venue refused the private stream: {}", message);
    }

    @Override
    public void malformed(String reason, String text) {
        LOG.error("A private frame could not be read and was skipped: {} in {}", reason, text);
    }
}
