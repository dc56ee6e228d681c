package io.prox.features.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ActivityKindTest {
    /// Names of Segment's specification, of trackers, and as people write them.
    @ParameterizedTest
    @CsvSource({
        "Demo Requested, DEMO_REQUEST",
        "demo_request, DEMO_REQUEST",
        "demoRequested, DEMO_REQUEST",
        "Demo Video Played, VIDEO",
        "Trial Started, TRIAL",
        "Free trial, TRIAL",
        "Signed Up, SIGN_UP",
        "user_signed_up, SIGN_UP",
        "Account Created, SIGN_UP",
        "Signed In, SIGN_IN",
        "Logged In, SIGN_IN",
        "login, SIGN_IN",
        "Email Opened, MAIL_OPEN",
        "Email Link Clicked, MAIL_CLICK",
        "Email Bounced, MAIL_BOUNCE",
        "Email Replied, MAIL_REPLY",
        "Unsubscribed, UNSUBSCRIBE",
        "Opted Out, UNSUBSCRIBE",
        "Order Completed, ORDER",
        "Purchase, ORDER",
        "Product Added, BASKET",
        "Cart Viewed, BASKET",
        "Checkout Started, BASKET",
        "Products Searched, SEARCH",
        "Whitepaper Downloaded, DOWNLOAD",
        "Form Submitted, FORM",
        "contact-us, FORM",
        "Meeting Booked, MEETING",
        "call scheduled, MEETING",
        "Webinar Attended, EVENT",
        "Event Registered, EVENT",
        "Chat Started, CHAT",
        "Link Clicked, LINK_CLICK",
        "Feature Used, PRODUCT_USE",
        "Video Playback Started, VIDEO",
        // what merely sounds like one
        "Democracy Index Viewed, OTHER",
        "Information Shown, OTHER",
        "Format Changed, OTHER",
        "Searchlight, OTHER",
        "Product Viewed, OTHER",
        "Application Opened, OTHER",
        "Ünïcode passé, OTHER",
        "'', OTHER"
    })
    void isTheKindThatTheNameTells(String name, ActivityKind kind) {
        assertThat(ActivityKind.ofName(name)).isEqualTo(kind);
    }
}
