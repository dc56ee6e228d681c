package io.prox.console.provider;

/// Why a sign-in by the provider did not go well: the closed list that the sign-in page has words
/// for.
public enum Refusal {
    /// No sign-in was under way in this browser, or it took too long, or it has come back before.
    NOT_BEGUN("not-begun"),
    /// The person would rather not.
    CANCELLED("cancelled"),
    /// The provider lets this person not in, or not to ProX.
    DENIED("denied"),
    UNREACHABLE("unreachable"),
    /// What is found at the issuer's address calls itself otherwise.
    OTHER_ISSUER("other-issuer"),
    /// The provider lacks something that ProX needs.
    UNSUITABLE("unsuitable"),
    /// The provider does not know ProX by identifier and secret.
    CLIENT_REFUSED("client-refused"),
    /// The provider answered something that cannot be read.
    UNREADABLE("unreadable"),
    /// What the provider said does not prove who someone is.
    NOT_PROVEN("not-proven"),
    /// The provider does not vouch for an e-mail address, and the person is not known otherwise.
    UNVERIFIED_EMAIL("unverified-email"),
    NOT_INVITED("not-invited"),
    /// The account with this e-mail address is another's with the provider.
    TAKEN("taken"),
    DEACTIVATED("deactivated"),
    /// The provider did not ask anew who the person is, or does not say so.
    NOT_FRESH("not-fresh"),
    /// Another person than the one who is signed in.
    ANOTHER_PERSON("another-person"),
    TOO_MANY("too-many");

    private final String word;

    Refusal(String word) {
        this.word = word;
    }

    /// As addresses and the audit log write it.
    public String word() {
        return word;
    }
}
