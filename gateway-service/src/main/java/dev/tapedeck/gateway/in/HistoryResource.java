package dev.tapedeck.gateway.in;

import dev.tapedeck.gateway.core.Roles;
import dev.tapedeck.gateway.out.history.Listing;
import dev.tapedeck.gateway.out.history.Pages;
import dev.tapedeck.gateway.out.history.Pages.Page;
import dev.tapedeck.gateway.out.history.Pages.Place;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What happened, as far back as it is kept: more than the gateway has in memory, and some seconds later. */
@Path("/api/trading")
@Produces(MediaType.APPLICATION_JSON)
public class HistoryResource {
    private static final int ROWS = 200;
    private static final int ROWS_MAX = 1_000;
    private static final int FILTER_LENGTH_MAX = 120;
    private static final List<String> PAGING = List.of("before", "limit");

    private final Pages pages;

    public HistoryResource(Pages pages) {
        this.pages = pages;
    }

    /** A part of a listing, newest first. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    @Path("/history/{listing}")
    public Page history(
            @PathParam("listing") String listing,
            @QueryParam("before") @Nullable String before,
            @QueryParam("limit") @Nullable String limit,
            @Context UriInfo uri) {
        Listing wanted = listing(listing);
        int rows = Query.whole("limit", limit, ROWS, ROWS_MAX);
        Map<String, String> filters = filters(wanted, uri);
        Place place = before == null ? null : place(before);
        return HistoryAnswer.of(() -> pages.page(wanted, filters, place, rows));
    }

    private static Listing listing(String name) {
        return Arrays.stream(Listing.values())
                .filter(listing -> listing.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new RequestRefused(404, "there is no listing '" + name + "'"));
    }

    private static Map<String, String> filters(Listing listing, UriInfo uri) {
        var filters = new TreeMap<String, String>();
        uri.getQueryParameters().forEach((name, values) -> {
            if (PAGING.contains(name)) {
                return;
            }
            if (!listing.filters().containsKey(name)) {
                throw Query.wrong(name, "must be one of " + new TreeMap<>(listing.filters()).keySet(), name);
            }
            String value = values.getFirst();
            if (values.size() > 1 || value.isEmpty() || value.length() > FILTER_LENGTH_MAX) {
                throw Query.wrong(name, "must be given once, with 1 to " + FILTER_LENGTH_MAX + " characters", value);
            }
            filters.put(name, value);
        });
        return filters;
    }

    private static Place place(String text) {
        try {
            return Place.of(text);
        } catch (IllegalArgumentException wrong) {
            throw Query.wrong("before", String.valueOf(wrong.getMessage()), text);
        }
    }
}
