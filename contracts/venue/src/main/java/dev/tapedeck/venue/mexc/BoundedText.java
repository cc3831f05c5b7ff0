package dev.tapedeck.venue.mexc;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.codec.BodyCodec;
import io.vertx.ext.web.codec.spi.BodyStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Collects a reply's body as text and gives up when it grows beyond a limit, so that no reply can fill the memory. */
final class BoundedText implements BodyStream<String> {
    /** The body was longer than the limit. */
    static final class TooLong extends Exception {
        private static final long serialVersionUID = 1L;

        TooLong(int bytesMax) {
            super("the body must have at most " + bytesMax + " bytes");
        }
    }

    private final int bytesMax;
    private final Buffer collected = Buffer.buffer();
    private final Promise<String> result = Promise.promise();

    private BoundedText(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    static BodyCodec<String> codec(int bytesMax) {
        return handler -> handler.handle(Future.succeededFuture(new BoundedText(bytesMax)));
    }

    @Override
    public Future<String> result() {
        return result.future();
    }

    @Override
    public Future<Void> write(Buffer data) {
        if (collected.length() + data.length() > bytesMax) {
            result.tryFail(new TooLong(bytesMax));
        } else if (!result.future().isComplete()) {
            collected.appendBuffer(data);
        }
        return Future.succeededFuture();
    }

    @Override
    public void write(Buffer data, Handler<AsyncResult<Void>> handler) {
        write(data).onComplete(handler);
    }

    @Override
    public void end(Handler<AsyncResult<Void>> handler) {
        result.tryComplete(collected.toString(StandardCharsets.UTF_8));
        handler.handle(Future.succeededFuture());
    }

    @Override
    public void handle(Throwable failure) {
        result.tryFail(failure);
    }

    @Override
    public BoundedText exceptionHandler(@Nullable Handler<Throwable> handler) {
        return this;
    }

    @Override
    public BoundedText setWriteQueueMaxSize(int maxSize) {
        return this;
    }

    @Override
    public boolean writeQueueFull() {
        return false;
    }

    @Override
    public BoundedText drainHandler(@Nullable Handler<Void> handler) {
        return this;
    }
}
