package org.fiftylayers.engine.kernel.install;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Jupyter's data folders, found as {@code jupyter_core} documents it. Kernelspecs lie in their subfolders
 * {@code kernels}.
 *
 * <p>Python knows its own prefix and we do not: the environment counts only while it is active.
 *
 * @param user where a user's own kernels go
 * @param environment where those of the active virtual environment or conda environment go, or null if none is active
 * @param searched all that Jupyter looks through, in its order; the first kernel of a name wins
 */
public record JupyterFolders(String user, @Nullable String environment, List<String> searched) {
    private static final Set<String> NO = Set.of("no", "n", "false", "off", "0", "0.0");

    public static JupyterFolders ofThisMachine() {
        return of(System.getProperty("os.name"), System.getenv(), System.getProperty("user.home"));
    }

    /**
     * The folders as they would be on any machine.
     *
     * @param system its name as Java has it, such as {@code Windows 11}, {@code Mac OS X} or {@code Linux}
     * @param variables the environment's
     * @param home the user's home folder, where the variables have none
     */
    public static JupyterFolders of(String system, Map<String, String> variables, String home) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            anyCase.putAll(variables);
            return new Search("\\", ";", anyCase, home(anyCase, "USERPROFILE", home)).windows();
        }
        Search search = new Search("/", ":", variables, home(variables, "HOME", home));
        return name.startsWith("mac") || name.startsWith("darwin") ? search.mac() : search.unix();
    }

    /** Python asks the environment first; Java asks the list of users. */
    private static String home(Map<String, String> variables, String variable, String otherwise) {
        String home = variables.getOrDefault(variable, "");
        return home.isEmpty() ? otherwise : home;
    }

    /** @param separator between the parts of a path; {@code listSeparator} between paths */
    private record Search(String separator, String listSeparator, Map<String, String> variables, String home) {
        JupyterFolders windows() {
            String roaming = given("APPDATA");
            String local = path(or(given("LOCALAPPDATA"), path(home, "AppData", "Local")), "Jupyter");
            String settings = or(given("JUPYTER_CONFIG_DIR"), path(home, ".jupyter"));
            String user =
                    platformFolders() ? local : roaming == null ? path(settings, "data") : path(roaming, "jupyter");
            String programData = given("PROGRAMDATA");
            List<String> system = programData == null
                    ? List.of()
                    : List.of(path(programData, platformFolders() ? "Jupyter" : "jupyter"));
            return folders(user, path(or(roaming, home), "Python"), system);
        }

        JupyterFolders mac() {
            String library = path(home, "Library");
            String user =
                    platformFolders() ? path(library, "Application Support", "Jupyter") : path(library, "Jupyter");
            List<String> system = platformFolders() ? List.of("/Library/Application Support/Jupyter") : systemOfUnix();
            return folders(user, path(home, ".local"), system);
        }

        JupyterFolders unix() {
            String user = path(or(given("XDG_DATA_HOME"), path(home, ".local", "share")), "jupyter");
            return folders(user, path(home, ".local"), systemOfUnix());
        }

        private static List<String> systemOfUnix() {
            return List.of("/usr/local/share/jupyter", "/usr/share/jupyter");
        }

        private JupyterFolders folders(String userOfSystem, String userBaseOfPython, List<String> system) {
            String user = or(given("JUPYTER_DATA_DIR"), userOfSystem);
            String prefix = given("VIRTUAL_ENV");
            boolean virtual = prefix != null;
            if (prefix == null) {
                prefix = given("CONDA_PREFIX");
            }
            @Nullable String environment = prefix == null ? null : path(prefix, "share", "jupyter");

            List<String> users = new ArrayList<>(List.of(user));
            if (!virtual) { // a virtual environment does not see what the user has installed elsewhere
                users.add(path(or(given("PYTHONUSERBASE"), userBaseOfPython), "share", "jupyter"));
            }
            List<String> environments = environment == null ? List.of() : List.of(environment);

            Set<String> searched = new LinkedHashSet<>();
            String path = given("JUPYTER_PATH");
            if (path != null) {
                Arrays.stream(path.split(listSeparator))
                        .map(this::withoutEnd)
                        .filter(entry -> !entry.isEmpty())
                        .forEach(searched::add);
            }
            boolean environmentFirst = set("JUPYTER_PREFER_ENV_PATH", virtual || inNamedConda());
            searched.addAll(environmentFirst ? environments : users);
            searched.addAll(environmentFirst ? users : environments);
            searched.addAll(system);
            return new JupyterFolders(user, environment, List.copyOf(searched));
        }

        /** The base environment of conda is the machine's Python rather than a project's. */
        private boolean inNamedConda() {
            return given("CONDA_PREFIX") != null
                    && !or(given("CONDA_DEFAULT_ENV"), "base").equals("base");
        }

        private boolean platformFolders() {
            return set("JUPYTER_PLATFORM_DIRS", false);
        }

        private boolean set(String variable, boolean otherwise) {
            String value = variables.get(variable);
            return value == null ? otherwise : !NO.contains(value.toLowerCase(Locale.ROOT));
        }

        private @Nullable String given(String variable) {
            String value = variables.get(variable);
            return value == null || value.isEmpty() ? null : value;
        }

        private static String or(@Nullable String value, String otherwise) {
            return value == null ? otherwise : value;
        }

        private String path(String... parts) {
            return String.join(separator, parts);
        }

        private String withoutEnd(String path) {
            return path.length() > 1 && path.endsWith(separator) ? path.substring(0, path.length() - 1) : path;
        }
    }
}
