package org.fiftylayers.engine.assignment.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.fiftylayers.engine.assignment.AssignmentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @Test
    void readsWhatTheStandardAllows() {
        List<Csv.Line> lines = Csv.read("a.csv", "a,\"b,\"\"c\"\"\r\nd\",\r\n,,\ne,f,\"\"");

        assertThat(lines)
                .containsExactly(
                        new Csv.Line(1, List.of("a", "b,\"c\"\r\nd", "")),
                        new Csv.Line(3, List.of("", "", "")),
                        new Csv.Line(4, List.of("e", "f", "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a;b\nc;d,e", "a\tb\nc\td,e"})
    void readsWhatSpreadsheetsWriteElsewhere(String text) {
        assertThat(Csv.read("a.csv", text).get(1).fields()).containsExactly("c", "d,e");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a,\"b|line 1: a quotation mark is not closed",
                "a,b\"c|line 1: a quotation mark within",
                "a,\"b\"c|line 1: 'c' after the quotation mark"
            })
    void namesTheLineThatIsMalformed(String text, String message) {
        assertThatThrownBy(() -> Csv.read("a.csv", text))
                .isInstanceOf(AssignmentException.class)
                .hasMessageStartingWith("a.csv: " + message);
    }

    @Test
    void writesWhatItReads() {
        List<String> fields = List.of("plain", "a,b", "a;b", "\"quoted\"", "two\r\nlines", "", " spaces ", "é δ 😀");

        assertThat(Csv.read("a.csv", Csv.line(',', fields))).containsExactly(new Csv.Line(1, fields));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=HYPERLINK(\"http://a\",\"b\")"})
    void disarmsFormulas(String formula) {
        String field = Csv.read("a.csv", Csv.line(',', List.of(formula, "x")))
                .get(0)
                .fields()
                .get(0);

        assertThat(field).isEqualTo("'" + formula);
        assertThat(Csv.plain(field)).isEqualTo(formula);
    }

    @Test
    void leavesOtherApostrophesAlone() {
        assertThat(Csv.plain("'tis")).isEqualTo("'tis");
        assertThat(Csv.line(',', List.of("'tis"))).isEqualTo("'tis\r\n");
    }
}
