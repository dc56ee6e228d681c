package io.prox.features.normal;

import static org.assertj.core.api.Assertions.assertThat;

import io.prox.features.normal.Reading.Read;
import io.prox.features.normal.Reading.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ada@acme.de                              | ada                | acme.de
                    Ada.Lovelace@ACME.De                     | ada.lovelace       | acme.de
                    '  ada@acme.de  '                        | ada                | acme.de
                    Ada Lovelace <ada@acme.de>               | ada                | acme.de
                    "Lovelace, Ada" <Ada@acme.de>            | ada                | acme.de
                    <ada@acme.de>                            | ada                | acme.de
                    mailto:ada@acme.de                       | ada                | acme.de
                    a.d.a+news@gmail.com                     | a.d.a+news         | gmail.com
                    o'brien@acme.ie                          | o'brien            | acme.ie
                    ada_l-2%x@mail.eu.acme.co.uk             | ada_l-2%x          | mail.eu.acme.co.uk
                    ada@münchen.de                           | ada                | xn--mnchen-3ya.de
                    ada@MÜNCHEN.de                           | ada                | xn--mnchen-3ya.de
                    ada@xn--mnchen-3ya.de                    | ada                | xn--mnchen-3ya.de
                    ada@例え.jp                               | ada                | xn--r8jz45g.jp
                    jürgen@acme.de                           | jürgen             | acme.de
                    ada@acme.de.                             | ada                | acme.de
                    ada@acme.technology                      | ada                | acme.technology
                    1@2.com                                  | 1                  | 2.com
                    """)
    void anAddressHasOneSpelling(String written, String localName, String domain) {
        assertThat(EmailAddress.read(written))
                .isEqualTo(new Read<>(new EmailAddress(localName, domain)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''                       | is empty
                    acme.de                  | has no @
                    n/a                      | has no @
                    @acme.de                 | has nothing before the @
                    ada@@acme.de             | has more than one @
                    ada@acme.de, bob@acme.de | has more than one @
                    .ada@acme.de             | has a dot too many before the @
                    ada.@acme.de             | has a dot too many before the @
                    a..da@acme.de            | has a dot too many before the @
                    ada lovelace@acme.de     | has characters before the @ that no address has
                    ada(x)@acme.de           | has characters before the @ that no address has
                    "ada l"@acme.de          | has quotation marks before the @, which hardly any mail program takes
                    ada@localhost            | has no ending such as .com after the @
                    ada@                     | has no ending such as .com after the @
                    ada@192.168.1.1          | has an ending after the @ that no domain has
                    ada@acme.d               | has an ending after the @ that no domain has
                    ada@acme..de             | has no domain after the @: it has a wrong character or dot
                    ada@-acme.de             | has no domain after the @: it has a wrong character or dot
                    ada@ac_me.de             | has no domain after the @: it has a wrong character or dot
                    ada@ac me.de             | has no domain after the @: it has a wrong character or dot
                    """)
    void whatIsNoAddressSaysWhy(String written, String reason) {
        assertThat(EmailAddress.read(written)).isEqualTo(new Refused<>(reason));
    }

    @Test
    void lengthsAreThoseOfTheStandard() {
        String longest = "a".repeat(64);
        String label = "b".repeat(63);

        assertThat(EmailAddress.read(longest + "@acme.de").found()).isPresent();
        assertThat(EmailAddress.read(longest + "a@acme.de"))
                .isEqualTo(new Refused<>("has more than 64 characters before the @"));
        assertThat(EmailAddress.read("a@" + label + ".de").found()).isPresent();
        assertThat(EmailAddress.read("a@b" + label + ".de").found()).isEmpty();
        String domain = label + "." + label + "." + label + ".com";
        assertThat(EmailAddress.read("a".repeat(254 - 1 - domain.length()) + "@" + domain).found())
                .isPresent();
        assertThat(EmailAddress.read("a".repeat(255 - 1 - domain.length()) + "@" + domain))
                .isEqualTo(new Refused<>("has more than 254 characters"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ada <ADA@münchen.de>",
                "mailto:x+y@acme.co.uk",
                "o'brien@acme.ie",
                "ü@ö.at"
            })
    void readingWhatWasReadChangesNothing(String written) {
        EmailAddress once = EmailAddress.read(written).found().orElseThrow();

        assertThat(EmailAddress.read(once.address())).isEqualTo(new Read<>(once));
    }

    @Test
    void reasonsHoldNoPartOfTheText() {
        for (String text :
                new String[] {"secret", "secret@", "se cret@acme.de", "a@secret", "@secret.de"}) {
            assertThat(EmailAddress.read(text))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.reason()).doesNotContain("secret"));
        }
    }
}
