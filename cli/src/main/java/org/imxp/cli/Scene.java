package org.imxp.cli;

/**
 * One thing that has to happen in the demonstration.
 *
 * @param story what happens, in plain words
 * @param play makes it happen, and checks that it did
 */
record Scene(String story, Play play) {
    /** Makes a thing happen. */
    @FunctionalInterface
    interface Play {
        /**
         * Plays the scene.
         *
         * @throws RuntimeException if it does not go as it should; its message says what happened instead
         */
        void on(Stage stage);
    }
}
