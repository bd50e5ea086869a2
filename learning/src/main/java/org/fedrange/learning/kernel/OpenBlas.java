package org.fedrange.learning.kernel;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * {@code cblas_sgemm} and {@code cblas_dgemm} of the OpenBLAS library that also serves ND4J, called on Java arrays in place: no copy, no JNI.
 *
 * <p>It runs on one thread, which only the environment variable {@code OMP_NUM_THREADS=1} can ensure; hospitals are what runs
 * in parallel, and with more threads the same product could be summed in another order.
 */
@SuppressWarnings("restricted")
final class OpenBlas {
    private static final int ROW_MAJOR = 101;
    private static final int NO_TRANSPOSE = 111;
    private static final int TRANSPOSE = 112;

    private static final SymbolLookup LIBRARY = SymbolLookup.libraryLookup(library(), Arena.global());
    private static final MethodHandle SGEMM = function(
            "cblas_sgemm",
            FunctionDescriptor.ofVoid(
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_FLOAT, ValueLayout.ADDRESS,
                    ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.JAVA_FLOAT,
                    ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
            Linker.Option.critical(true));
    private static final MethodHandle DGEMM = function(
            "cblas_dgemm",
            FunctionDescriptor.ofVoid(
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_DOUBLE, ValueLayout.ADDRESS,
                    ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.JAVA_DOUBLE,
                    ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
            Linker.Option.critical(true));
    private static final MethodHandle THREADS =
            function("openblas_get_num_threads", FunctionDescriptor.of(ValueLayout.JAVA_INT));

    private static final MethodHandle CORE = function("openblas_get_corename", FunctionDescriptor.of(ValueLayout.ADDRESS));

    private OpenBlas() {}

    private static Path library() {
        Path folder = Path.of(Loader.load(openblas_nolapack.class)).resolveSibling(".").normalize();
        for (String name : new String[] {"libopenblas_nolapack.so.0", "libopenblas_nolapack.0.dylib", "libopenblas_nolapack.dll"}) {
            if (Files.exists(folder.resolve(name))) {
                return folder.resolve(name);
            }
        }
        throw new IllegalStateException("no OpenBLAS for this platform in " + folder + "; use numerics: portable");
    }

    private static MethodHandle function(String name, FunctionDescriptor type, Linker.Option... options) {
        MemorySegment address = LIBRARY.find(name).orElseThrow(() -> new IllegalStateException("OpenBLAS has no " + name));
        return Linker.nativeLinker().downcallHandle(address, type, options);
    }

    /** Number of threads the library would use. */
    static int threads() {
        try {
            return (int) THREADS.invokeExact();
        } catch (Throwable e) {
            throw new IllegalStateException("OpenBLAS failed", e);
        }
    }

    /** The kind of CPU whose kernels the library has chosen, such as {@code SkylakeX}. */
    static String core() {
        try {
            return ((MemorySegment) CORE.invokeExact()).reinterpret(Long.MAX_VALUE).getString(0);
        } catch (Throwable e) {
            throw new IllegalStateException("OpenBLAS failed", e);
        }
    }

    /** {@code C = alpha op(A) op(B) + beta C}, as {@link Kernel#multiply}. */
    static void sgemm(
            boolean transposeA, boolean transposeB, int m, int n, int k, float alpha, float[] a, int atA, float[] b, int atB,
            float beta, float[] c, int atC) {
        try {
            SGEMM.invokeExact(
                    ROW_MAJOR, transposeA ? TRANSPOSE : NO_TRANSPOSE, transposeB ? TRANSPOSE : NO_TRANSPOSE, m, n, k, alpha,
                    from(a, atA), transposeA ? m : k, from(b, atB), transposeB ? k : n, beta, from(c, atC), n);
        } catch (Throwable e) {
            throw new IllegalStateException("OpenBLAS failed", e);
        }
    }

    /** The same in double precision. */
    static void dgemm(
            boolean transposeA, boolean transposeB, int m, int n, int k, double alpha, double[] a, int atA, double[] b, int atB,
            double beta, double[] c, int atC) {
        try {
            DGEMM.invokeExact(
                    ROW_MAJOR, transposeA ? TRANSPOSE : NO_TRANSPOSE, transposeB ? TRANSPOSE : NO_TRANSPOSE, m, n, k, alpha,
                    from(a, atA), transposeA ? m : k, from(b, atB), transposeB ? k : n, beta, from(c, atC), n);
        } catch (Throwable e) {
            throw new IllegalStateException("OpenBLAS failed", e);
        }
    }

    private static MemorySegment from(double[] array, int at) {
        return MemorySegment.ofArray(array).asSlice((long) at * Double.BYTES);
    }

    private static MemorySegment from(float[] array, int at) {
        return MemorySegment.ofArray(array).asSlice((long) at * Float.BYTES);
    }
}
