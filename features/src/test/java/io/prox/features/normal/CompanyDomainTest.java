package io.prox.features.normal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompanyDomainTest {

    @ParameterizedTest
    @CsvSource({
        "ada@acme.de, acme.de",
        "ada@mail.acme.de, acme.de",
        "ada@eu.mail.acme.com, acme.com",
        "ada@acme.co.uk, acme.co.uk",
        "ada@mail.acme.co.uk, acme.co.uk",
        "ada@acme.com.br, acme.com.br",
        "ada@x.acme.com.au, acme.com.au",
        "ada@acme.co.jp, acme.co.jp",
        "ada@sales.acme.co.jp, acme.co.jp",
        "ada@acme.com.mx, acme.com.mx",
        "ada@acme.co.za, acme.co.za",
        "ada@acme.co.in, acme.co.in",
        "ada@acme.com.tr, acme.com.tr",
        "ada@acme.uk, acme.uk",
        "ada@acme.eu.com, acme.eu.com",
        "ada@acme.io, acme.io",
        "ada@treasury.gov.uk, treasury.gov.uk",
        "ada@münchen.de, xn--mnchen-3ya.de",
    })
    void aCompanysAddressHasTheDomainThatItRegistered(String address, String domain) {
        assertThat(CompanyDomain.of(EmailAddress.read(address).found().orElseThrow()))
                .contains(domain);
    }

    @ParameterizedTest
    @CsvSource({
        "ada@gmail.com",
        "ada@yahoo.co.uk",
        "ada@t-online.de",
        "ada@mailinator.com",
        "ada@mit.edu",
        "ada@cs.ox.ac.uk",
        "ada@uni-bonn.de",
        "ada@co.uk",
        "ada@com.br",
    })
    void peopleWhoShareNoEmployerShareNoDomain(String address) {
        assertThat(CompanyDomain.of(EmailAddress.read(address).found().orElseThrow())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://www.acme.com/pricing?email=ada@gmail.com, acme.com",
        "https://acme.com?email=ada@acme.com, acme.com",
        "WWW.ACME.CO.UK, acme.co.uk",
        "acme.de:8080, acme.de",
        "http://ada:secret@shop.acme.de#ada, acme.de",
        "ada.berg@acme.com, acme.com",
        "//acme.io/x, acme.io",
        "https://münchen.de, xn--mnchen-3ya.de",
    })
    void aWebSiteHasTheDomainThatWasRegistered(String address, String domain) {
        assertThat(CompanyDomain.ofWebsite(address)).contains(domain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://www.linkedin.com/in/ada-berg",
                "facebook.com/acme",
                "https://acme.wordpress.com",
                "https://www.google.de/maps/place/acme",
                "ada@gmail.com",
                "https://10.0.0.1/x",
                "localhost",
                "we have none",
                "http://",
                "-",
                "co.uk",
            })
    void aSiteThatManyShareTellsOfNoCompany(String address) {
        assertThat(CompanyDomain.ofWebsite(address)).isEmpty();
    }
}
