@echo off
rem Builds what is missing and runs the touchstone command; says and does what the shell script beside it does.
rem No delayed expansion: it would take the ! out of A64's pre-indexed addresses.
setlocal EnableExtensions DisableDelayedExpansion
set "root=%~dp0"
set "jdk="
if defined JAVA_HOME call :try "%JAVA_HOME%"
if not defined jdk for /d %%d in ("%ProgramFiles%\Eclipse Adoptium\jdk-*" "%ProgramFiles%\Java\jdk-*" "%ProgramFiles%\Microsoft\jdk-*" "%ProgramFiles%\Zulu\zulu-*" "%ProgramFiles%\Amazon Corretto\jdk*" "%ProgramFiles%\BellSoft\*jdk*" "%USERPROFILE%\.jdks\*" "%USERPROFILE%\scoop\apps\*jdk*") do if not defined jdk call :try "%%~d"
if not defined jdk for %%j in (java.exe) do if not "%%~$PATH:j"=="" call :try "%%~dp$PATH:j.."
if not defined jdk (
  echo touchstone: no JDK 25 or later found. Install one ^(for example Temurin 25^) in a usual folder, or set JAVA_HOME to it. 1>&2
  exit /b 2
)
if "%~1"=="--jdk" (
  echo %jdk%
  exit /b 0
)
set "stamp=%root%cli\target\built.stamp"
set "stale="
if not exist "%stamp%" set "stale=1"
if defined stale goto build
for /f %%n in ('powershell -NoProfile -Command "$s=(Get-Item -LiteralPath '%stamp%').LastWriteTime; @(Get-ChildItem -Recurse -File -LiteralPath '%root%' | Where-Object { $_.LastWriteTime -gt $s -and $_.FullName -notmatch '\\target\\' -and ($_.Name -eq 'pom.xml' -or $_.FullName -match '\\src\\main\\') }).Count"') do if not "%%n"=="0" set "stale=1"
if not defined stale goto run
:build
echo touchstone: building (the first time takes a minute or two) 1>&2
set "maven=%root%mvnw.cmd"
for %%m in (mvn.cmd) do if not "%%~$PATH:m"=="" set "maven=%%~$PATH:m"
for %%j in (java.exe) do if "%%~$PATH:j"=="" if not defined JAVA_HOME set "JAVA_HOME=%jdk%"
rem What changes while it builds is newer than this.
set "began=%TEMP%\touchstone-%RANDOM%%RANDOM%.stamp"
type nul > "%began%"
pushd "%root%"
call "%maven%" -B -ntp -q process-classes 1>&2
if errorlevel 1 goto failed
popd
move /y "%began%" "%stamp%" >nul
:run
rem for /f, as set /p reads no more than 1,021 characters.
for /f "usebackq delims=" %%c in ("%root%cli\target\class-path.txt") do set "classpath=%%c"
if defined TOUCHSTONE_CLASS_PATH set "classpath=%classpath%;%TOUCHSTONE_CLASS_PATH%"
rem A check ends before the second compiler would pay: without it it takes a quarter less of processor time. A bench measures
rem one thread: a collector without threads of its own leaves it most.
set "compilers=-XX:+TieredCompilation"
if "%~1"=="check" set "compilers=-XX:TieredStopAtLevel=1"
set "collector=-XX:+UseParallelGC"
if "%~1"=="bench" set "collector=-XX:+UseSerialGC"
if defined TOUCHSTONE_JAVA_OPTS if not "%TOUCHSTONE_JAVA_OPTS:GC=%"=="%TOUCHSTONE_JAVA_OPTS%" set "collector="
"%jdk%\bin\java" %collector% %compilers% -Xshare:auto --enable-native-access=ALL-UNNAMED %TOUCHSTONE_JAVA_OPTS% -cp "%root%cli\target\classes;%classpath%" dev.touchstone.cli.Touchstone %*
exit /b %errorlevel%

:failed
popd
del "%began%"
echo touchstone: the build failed; what Maven said stands above 1>&2
exit /b 2

:try
if not exist "%~1\bin\javac.exe" exit /b 0
if not exist "%~1\release" exit /b 0
for /f "usebackq tokens=1,2 delims==" %%a in ("%~1\release") do if "%%a"=="JAVA_VERSION" call :version "%~f1" %%b
exit /b 0

:version
for /f "tokens=1 delims=." %%m in ("%~2") do if %%m GEQ 25 set "jdk=%~1"
exit /b 0
