package dev.touchstone.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ReplayCommandTests {
    @Test
    void whatAgreesIsExitCode0() {
        Cli replay =
                Cli.run("replay", "--isa", "a64", "--engine", "unicorn", "--set", "x1=7", "--trace", "add x0, x1, #1");
        assertEquals(0, replay.exit(), replay.err());
        assertTrue(replay.out().contains("unicorn       agrees"), replay.out());
        assertTrue(replay.out().contains("x0=0x0->0x8"), replay.out());
    }

    @Test
    void whatDisagreesIsExitCode1() {
        Cli replay =
                Cli.run("replay", "--isa", "x86-64", "--engine", "llvm", "--subject-bytes", "48 01 d9", "add rax, rbx");
        assertEquals(1, replay.exit(), replay.err());
        assertTrue(replay.out().contains("llvm disagrees on x86:ADD r/m64, r64"), replay.out());
    }

    @Test
    void wordsThatAreOffAreToldExactly() {
        Cli engine = Cli.run("replay", "--isa", "x86-64", "--engine", "bochs", "nop");
        assertEquals(1, engine.exit());
        assertTrue(engine.err().contains("unknown engine \"bochs\"; known: "), engine.err());
        Cli bytes = Cli.run("replay", "--isa", "x86-64", "--subject-bytes", "4801d", "nop");
        assertTrue(bytes.err().contains("--subject-bytes: \"4801d\" is not hexadecimal"), bytes.err());
    }
}
