package org.fiftylayers.show;

/** SVG path data with one decimal, written as short as it goes: relative coordinates, no needless characters. */
final class SvgPath {
    private final StringBuilder out = new StringBuilder();
    private long lastX;
    private long lastY;
    private char command;

    /** Tenths of a unit: everything is drawn to this precision, so that rounding errors do not add up. */
    static long tenths(double coordinate) {
        return Math.round(coordinate * 10);
    }

    SvgPath moveTo(double x, double y) {
        lastX = tenths(x);
        lastY = tenths(y);
        out.append('M');
        command = 'M';
        append(lastX);
        append(lastY);
        return this;
    }

    SvgPath lineTo(double x, double y) {
        long dx = tenths(x) - lastX;
        long dy = tenths(y) - lastY;
        if (dx != 0 || dy != 0) {
            lineBy(dx, dy);
        }
        return this;
    }

    private void lineBy(long dx, long dy) {
        if (dy == 0) {
            write('h', dx);
        } else if (dx == 0) {
            write('v', dy);
        } else {
            write('l', dx, dy);
        }
        lastX += dx;
        lastY += dy;
    }

    /** A line of no length, which a round cap turns into a dot. */
    SvgPath dot(double x, double y) {
        moveTo(x, y);
        out.append("h0");
        command = 'h';
        return this;
    }

    SvgPath close() {
        out.append('z');
        command = 'z';
        return this;
    }

    private void write(char next, long... tenths) {
        if (next != command) {
            out.append(next);
            command = next;
        }
        for (long number : tenths) {
            append(number);
        }
    }

    private void append(long tenths) {
        char last = out.charAt(out.length() - 1);
        if (tenths >= 0 && !Character.isLetter(last)) {
            out.append(' ');
        }
        out.append(decimal(tenths));
    }

    static String decimal(long tenths) {
        long whole = Math.abs(tenths) / 10;
        long part = Math.abs(tenths) % 10;
        String digits = part == 0 ? "" + whole : (whole == 0 ? "" : "" + whole) + "." + part;
        return tenths < 0 ? "-" + digits : digits;
    }

    boolean isEmpty() {
        return out.length() == 0;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
