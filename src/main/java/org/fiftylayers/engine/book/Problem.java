package org.fiftylayers.engine.book;

/** Something wrong in the book's sources; the message names argument, value, rule and, if there is one, the remedy. */
public record Problem(Place place, String message) {
    @Override
    public String toString() {
        return place + ": " + message;
    }
}
