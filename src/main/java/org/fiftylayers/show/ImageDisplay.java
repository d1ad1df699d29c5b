package org.fiftylayers.show;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.fiftylayers.display.DisplayProvider;
import org.fiftylayers.display.MimeBundle;

/** Shows Java's images, as PNG. */
public final class ImageDisplay implements DisplayProvider {
    @Override
    public Optional<MimeBundle> show(Object value) {
        return value instanceof BufferedImage image ? Optional.of(bundle(image)) : Optional.empty();
    }

    private static MimeBundle bundle(BufferedImage image) {
        int width = image.getWidth();
        int height = image.getHeight();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, "png", png)) {
                BufferedImage usual = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
                usual.getGraphics().drawImage(image, 0, 0, null);
                ImageIO.write(usual, "png", png);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, Object> data = Map.of(
                MimeBundle.PNG,
                Base64.getEncoder().encodeToString(png.toByteArray()),
                MimeBundle.TEXT,
                "image, " + width + "×" + height + " pixels");
        return new MimeBundle(data, Map.of(MimeBundle.PNG, Map.of("width", width, "height", height)));
    }
}
