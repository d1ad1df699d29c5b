package org.fiftylayers.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TableDisplayTest {
    @Test
    void alignsDecimalsInTextAndHtml() {
        Table table = Table.create(
                "Slopes",
                IntColumn.create("z", 0, 10),
                DoubleColumn.create("slope", 0.25, 0.19661193324148185),
                StringColumn.create("where", "top", "<side>"));

        assertThat(Charts.text(table))
                .isEqualTo(
                        """
                        Slopes
                         z    slope  where
                        ───────────────────
                         0  0.25     top
                        10  0.19661  <side>""");
        assertThat(Charts.html(table))
                .contains("<caption>Slopes</caption>")
                .contains("<th scope=\"col\" class=\"fl-n\">slope</th>")
                .contains("<td class=\"fl-n\">0.25\u2007\u2007\u2007</td>")
                .contains("<td>&lt;side&gt;</td>");
        Charts.xml(Charts.html(table));
    }

    @Test
    void writesPowersOfTenWhereMagnitudesNeedThem() {
        Table table = Table.create(
                "", StringColumn.create("n", "1", "50"), DoubleColumn.create("0.25ⁿ", 0.25, 7.888609052210118e-31));

        assertThat(Charts.html(table))
                .contains("<th scope=\"row\">1</th>")
                .contains("2.5000×10<sup>−1\u2007</sup>")
                .contains("7.8886×10<sup>−31</sup>");
        assertThat(Charts.text(table)).contains("2.5000e-1", "7.8886e-31");
    }

    @Test
    void groupsTheDigitsOfLargeWholeNumbers() {
        Table table = Table.create("t", IntColumn.create("n", 1000, 32041000, -12345));

        assertThat(Charts.text(table)).contains("      1000\n", "32,041,000\n", "   -12,345");
    }

    @Test
    void leavesMissingValuesEmpty() {
        Table table =
                Table.create("t", DoubleColumn.create("x", 1.5, Double.NaN), BooleanColumn.create("b", true, false));

        assertThat(Charts.html(table)).contains("<td class=\"fl-n\"></td><td>false</td>");
    }

    @Test
    void showsTheFirstRowsOfALongTable() {
        double[] many = new double[1000];
        Arrays.fill(many, 1);

        assertThat(Charts.text(Table.create("t", DoubleColumn.create("x", many))))
                .endsWith("\nFirst 20 of 1000 rows.");
    }

    @Test
    void showsATableWithoutRowsOrColumns() {
        assertThat(Charts.text(Table.create("empty"))).startsWith("empty");
        Charts.xml(Charts.html(Table.create("empty", DoubleColumn.create("x"))));
    }
}
