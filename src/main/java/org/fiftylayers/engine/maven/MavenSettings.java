package org.fiftylayers.engine.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsBuilderFactory;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.jspecify.annotations.Nullable;

/**
 * Where Maven's settings are.
 *
 * @param user the user's {@code settings.xml}, which need not exist
 * @param global that of the Maven installation, or null
 * @param localRepository the folder for downloads, or null for that of the settings
 */
public record MavenSettings(Path user, @Nullable Path global, @Nullable Path localRepository) {
    /** What {@code mvn} uses on this machine. */
    public static MavenSettings ofThisMachine(Map<String, String> environment) {
        Path user = Path.of(System.getProperty("user.home", "."), ".m2", "settings.xml");
        return new MavenSettings(user, global(environment), null);
    }

    /** Belongs to the installation: that of the environment, or that of the {@code mvn} on the path. */
    private static @Nullable Path global(Map<String, String> environment) {
        String home = environment.getOrDefault("MAVEN_HOME", environment.get("M2_HOME"));
        if (home != null) {
            return Path.of(home, "conf", "settings.xml");
        }
        for (String folder : environment.getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator))) {
            Path settings = besides(Path.of(folder, "mvn"));
            if (settings != null) {
                return settings;
            }
        }
        return null;
    }

    private static @Nullable Path besides(Path command) {
        try {
            Path settings =
                    command.toRealPath().resolve("../../conf/settings.xml").normalize();
            return Files.isReadable(settings) ? settings : null;
        } catch (IOException e) {
            return null; // no command here, or a broken link
        }
    }

    Settings read(Map<String, String> environment) {
        DefaultSettingsBuildingRequest request = new DefaultSettingsBuildingRequest();
        request.setUserSettingsFile(user.toFile());
        if (global != null) {
            request.setGlobalSettingsFile(global.toFile());
        }
        Properties properties = new Properties();
        properties.putAll(System.getProperties());
        environment.forEach((name, value) -> properties.setProperty("env." + name, value));
        request.setSystemProperties(properties);
        try {
            return new DefaultSettingsBuilderFactory()
                    .newInstance()
                    .build(request)
                    .getEffectiveSettings();
        } catch (SettingsBuildingException e) {
            throw new MavenException(
                    "Maven's settings cannot be read: "
                            + e.getProblems().get(0).getMessage().strip() + " ("
                            + e.getProblems().get(0).getLocation() + ")",
                    "correct the file; `mvn` would not start with it either",
                    e);
        }
    }
}
