package org.fiftylayers.matrix;

/**
 * The shape of an image that is kept as one row of numbers: channel after channel, each row after row. There is at least one
 * channel, one row and one column.
 */
public record ImageShape(int channels, int height, int width) {
    public ImageShape {
        if (channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "imageShape: " + channels + "×" + height + "×" + width + "; all three must be at least 1");
        }
        if ((long) height * width > Integer.MAX_VALUE / channels) {
            throw new IllegalArgumentException("imageShape: " + channels + "×" + height + "×" + width
                    + "; an image has at most " + Integer.MAX_VALUE + " numbers");
        }
    }

    /** How many numbers an image has. */
    public int size() {
        return channels * height * width;
    }

    /** Refuses a batch whose rows are not images of this shape, naming what it was for. */
    public void requireRows(String what, Matrix batch) {
        if (batch.columns() != size()) {
            throw new IllegalArgumentException(what + " is " + batch.shape() + ", images are " + this
                    + "; a row must have channels·height·width = " + size() + " entries");
        }
    }

    /** Channels × height × width, as error messages write it. */
    @Override
    public String toString() {
        return channels + "×" + height + "×" + width;
    }
}
