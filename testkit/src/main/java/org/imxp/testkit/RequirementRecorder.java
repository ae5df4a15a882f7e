package org.imxp.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes what the tests of one module proved: a line for each requirement and test, {@code ID TAB test TAB result}.
 *
 * <p>The file is named by the system property {@code imxp.requirements.results}; without it nothing is written.
 * Conversations name their requirements in their first lines; see {@link Conversation}.
 */
public final class RequirementRecorder implements TestExecutionListener {
    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

    /** Made by the JUnit platform. */
    public RequirementRecorder() {}

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (!test.isTest()) {
            return;
        }
        var passed = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL ? "passed" : "failed";
        test.getSource().ifPresent(source -> record(source, test.getDisplayName(), passed));
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        var file = System.getProperty("imxp.requirements.results");
        if (file == null) {
            return;
        }
        try {
            var path = Path.of(file);
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.write(path, lines.stream().sorted().distinct().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void record(TestSource source, String displayName, String passed) {
        switch (source) {
            case MethodSource method -> {
                var ids = new LinkedHashSet<String>();
                collect(method.getJavaClass(), ids);
                collect(method.getJavaMethod(), ids);
                var name = method.getJavaClass().getSimpleName();
                ids.forEach(id -> lines.add(id + "\t" + name + "\t" + passed));
                Conversation.requirementsOf(displayName)
                        .forEach(id -> lines.add(id + "\t" + displayName + "\t" + passed));
            }
            case ClassSource type -> {
                var ids = new LinkedHashSet<String>();
                collect(type.getJavaClass(), ids);
                ids.forEach(id -> lines.add(id + "\t" + type.getJavaClass().getSimpleName() + "\t" + passed));
            }
            default -> {
                // Other sources (files, directories) carry no annotation.
            }
        }
    }

    private static void collect(AnnotatedElement element, Set<String> ids) {
        var requirement = element.getAnnotation(Requirement.class);
        if (requirement != null) {
            ids.addAll(Set.of(requirement.value()));
        }
        if (element instanceof Class<?> type && type.getEnclosingClass() != null) {
            collect(type.getEnclosingClass(), ids);
        }
    }
}
