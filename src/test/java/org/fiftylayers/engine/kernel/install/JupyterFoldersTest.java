package org.fiftylayers.engine.kernel.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One row for each rule of {@code jupyter_core}: system, environment variables, what must come of them. */
class JupyterFoldersTest {
    private static final String LINUX = "Linux";
    private static final String MAC = "Mac OS X";
    private static final String WINDOWS = "Windows 11";

    private static final Map<String, String> HOMES =
            Map.of(LINUX, "/home/ada", MAC, "/Users/ada", WINDOWS, "C:\\Users\\Ada");

    private static final String ROAMING = "C:\\Users\\Ada\\AppData\\Roaming";

    static Stream<Arguments> usersFolders() {
        return Stream.of(
                user(LINUX, Map.of(), "/home/ada/.local/share/jupyter"),
                user(LINUX, Map.of("HOME", "/scratch/ada"), "/scratch/ada/.local/share/jupyter"),
                user(LINUX, Map.of("HOME", ""), "/home/ada/.local/share/jupyter"),
                user(LINUX, Map.of("XDG_DATA_HOME", "/data"), "/data/jupyter"),
                user(LINUX, Map.of("XDG_DATA_HOME", ""), "/home/ada/.local/share/jupyter"),
                user(LINUX, Map.of("JUPYTER_DATA_DIR", "/j", "XDG_DATA_HOME", "/data"), "/j"),
                user(LINUX, Map.of("JUPYTER_PLATFORM_DIRS", "1"), "/home/ada/.local/share/jupyter"),
                user(LINUX, Map.of("APPDATA", "/wine"), "/home/ada/.local/share/jupyter"),
                user("FreeBSD", Map.of(), "/home/ada/.local/share/jupyter"),
                user(MAC, Map.of(), "/Users/ada/Library/Jupyter"),
                user(MAC, Map.of("HOME", "/scratch/ada"), "/scratch/ada/Library/Jupyter"),
                user(MAC, Map.of("XDG_DATA_HOME", "/data"), "/Users/ada/Library/Jupyter"),
                user(MAC, Map.of("JUPYTER_DATA_DIR", "/j"), "/j"),
                user(MAC, Map.of("JUPYTER_PLATFORM_DIRS", "1"), "/Users/ada/Library/Application Support/Jupyter"),
                user(MAC, Map.of("JUPYTER_PLATFORM_DIRS", "0"), "/Users/ada/Library/Jupyter"),
                user(WINDOWS, Map.of("APPDATA", ROAMING), ROAMING + "\\jupyter"),
                user(WINDOWS, Map.of("AppData", ROAMING), ROAMING + "\\jupyter"),
                user(WINDOWS, Map.of(), "C:\\Users\\Ada\\.jupyter\\data"),
                user(WINDOWS, Map.of("UserProfile", "D:\\Ada", "HOME", "/c/Ada"), "D:\\Ada\\.jupyter\\data"),
                user(WINDOWS, Map.of("JUPYTER_CONFIG_DIR", "C:\\c"), "C:\\c\\data"),
                user(WINDOWS, Map.of("APPDATA", ROAMING, "JUPYTER_DATA_DIR", "D:\\j"), "D:\\j"),
                user(
                        WINDOWS,
                        Map.of("JUPYTER_PLATFORM_DIRS", "true", "LOCALAPPDATA", "C:\\Local", "APPDATA", ROAMING),
                        "C:\\Local\\Jupyter"));
    }

    @ParameterizedTest
    @MethodSource("usersFolders")
    void findsTheUsersFolder(String system, Map<String, String> variables, String folder) {
        assertThat(folders(system, variables).user()).isEqualTo(folder);
    }

    static Stream<Arguments> environments() {
        return Stream.of(
                Arguments.of(LINUX, Map.of("VIRTUAL_ENV", "/v"), "/v/share/jupyter"),
                Arguments.of(LINUX, Map.of("CONDA_PREFIX", "/c"), "/c/share/jupyter"),
                Arguments.of(LINUX, Map.of("VIRTUAL_ENV", "/v", "CONDA_PREFIX", "/c"), "/v/share/jupyter"),
                Arguments.of(MAC, Map.of("VIRTUAL_ENV", "/v"), "/v/share/jupyter"),
                Arguments.of(WINDOWS, Map.of("VIRTUAL_ENV", "C:\\v"), "C:\\v\\share\\jupyter"));
    }

    @ParameterizedTest
    @MethodSource("environments")
    void findsTheActiveEnvironment(String system, Map<String, String> variables, String folder) {
        assertThat(folders(system, variables).environment()).isEqualTo(folder);
        assertThat(folders(system, Map.of()).environment()).isNull();
    }

    static Stream<Arguments> searches() {
        String[] unix = {"/usr/local/share/jupyter", "/usr/share/jupyter"};
        String home = "/home/ada/.local/share/jupyter";
        return Stream.of(
                search(LINUX, Map.of(), home, unix[0], unix[1]),
                search(LINUX, Map.of("XDG_DATA_HOME", "/data"), "/data/jupyter", home, unix[0], unix[1]),
                search(LINUX, Map.of("PYTHONUSERBASE", "/py"), home, "/py/share/jupyter", unix[0], unix[1]),
                search(LINUX, Map.of("JUPYTER_PATH", "/a/:/b"), "/a", "/b", home, unix[0], unix[1]),
                search(LINUX, Map.of("JUPYTER_PATH", "/usr/share/jupyter"), unix[1], home, unix[0]),
                search(LINUX, Map.of("VIRTUAL_ENV", "/v"), "/v/share/jupyter", home, unix[0], unix[1]),
                search(
                        LINUX,
                        Map.of("VIRTUAL_ENV", "/v", "JUPYTER_PREFER_ENV_PATH", "no"),
                        home,
                        "/v/share/jupyter",
                        unix[0],
                        unix[1]),
                search(LINUX, Map.of("CONDA_PREFIX", "/c"), home, "/c/share/jupyter", unix[0], unix[1]),
                search(
                        LINUX,
                        Map.of("CONDA_PREFIX", "/c", "CONDA_DEFAULT_ENV", "base"),
                        home,
                        "/c/share/jupyter",
                        unix[0],
                        unix[1]),
                search(
                        LINUX,
                        Map.of("CONDA_PREFIX", "/c", "CONDA_DEFAULT_ENV", "book"),
                        "/c/share/jupyter",
                        home,
                        unix[0],
                        unix[1]),
                search(
                        LINUX,
                        Map.of("CONDA_PREFIX", "/c", "JUPYTER_PREFER_ENV_PATH", "1"),
                        "/c/share/jupyter",
                        home,
                        unix[0],
                        unix[1]),
                search(LINUX, Map.of("CONDA_PREFIX", "/usr"), home, unix[1], unix[0]),
                search(
                        MAC,
                        Map.of(),
                        "/Users/ada/Library/Jupyter",
                        "/Users/ada/.local/share/jupyter",
                        unix[0],
                        unix[1]),
                search(
                        MAC,
                        Map.of("JUPYTER_PLATFORM_DIRS", "1"),
                        "/Users/ada/Library/Application Support/Jupyter",
                        "/Users/ada/.local/share/jupyter",
                        "/Library/Application Support/Jupyter"),
                search(
                        WINDOWS,
                        Map.of("APPDATA", ROAMING, "ProgramData", "C:\\ProgramData"),
                        ROAMING + "\\jupyter",
                        ROAMING + "\\Python\\share\\jupyter",
                        "C:\\ProgramData\\jupyter"),
                search(
                        WINDOWS,
                        Map.of("APPDATA", ROAMING, "JUPYTER_PATH", "D:\\a\\;D:\\b", "VIRTUAL_ENV", "C:\\v"),
                        "D:\\a",
                        "D:\\b",
                        "C:\\v\\share\\jupyter",
                        ROAMING + "\\jupyter"));
    }

    @ParameterizedTest
    @MethodSource("searches")
    void looksInJupytersOrder(String system, Map<String, String> variables, List<String> folders) {
        assertThat(folders(system, variables).searched()).isEqualTo(folders);
    }

    private static JupyterFolders folders(String system, Map<String, String> variables) {
        return JupyterFolders.of(system, variables, HOMES.getOrDefault(system, "/home/ada"));
    }

    private static Arguments user(String system, Map<String, String> variables, String folder) {
        return Arguments.of(system, variables, folder);
    }

    private static Arguments search(String system, Map<String, String> variables, String... folders) {
        return Arguments.of(system, variables, List.of(folders));
    }
}
